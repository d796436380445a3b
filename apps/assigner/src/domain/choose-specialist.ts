import type { AssigningReason } from '@redress/contracts';
import type { Wanted } from './refusal.js';
import { roomFor } from './room.js';
import { type Candidate, skillKey } from './roster.js';

/** What the choice needs to know of a complaint. */
export interface Seeking extends Wanted {
  /** Who gave it away last: asked again only when nobody else can take it. */
  handedOverBy: string | null;
}

export interface Choice {
  specialistId: string;
  reasons: AssigningReason[];
}

const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : 1);

/** Whether a candidate can take a complaint: the skill, room for it, and a fresh eye at stage two. */
export function canTake(candidate: Candidate, complaint: Seeking): boolean {
  const { id, skills, open } = candidate;
  const { decidedBefore } = complaint;
  return open < roomFor(complaint, candidate) && skills.has(skillKey(complaint)) && !decidedBefore.includes(id);
}

/**
 * Who gets a complaint: whoever held it last, when it comes back; else of those who can take it the one with the fewest
 * open ones; of several, the one whose last assignment is oldest. `undefined` when nobody can.
 */
export function chooseSpecialist(complaint: Seeking, candidates: Candidate[]): Choice | undefined {
  const able = candidates.filter((candidate) => canTake(candidate, complaint));
  if (able.some(({ id }) => id === complaint.returnTo)) {
    return {
      specialistId: complaint.returnTo as string,
      reasons: ['skilled-category', 'skilled-language', 'held-before'],
    };
  }
  const others = able.filter(({ id }) => id !== complaint.handedOverBy);
  const [best, next] = (others.length > 0 ? others : able).sort(
    (a, b) => a.open - b.open || a.lastAssigned - b.lastAssigned || byId(a, b),
  );
  if (!best) return undefined;
  const reasons: AssigningReason[] = ['skilled-category', 'skilled-language', 'fewest-open'];
  if (next?.open === best.open) reasons.push('waited-longest');
  return { specialistId: best.id, reasons };
}

import type { AssigningReason } from '@redress/contracts';
import { type Candidate, skillKey } from './roster.js';

/** What the choice needs to know of a complaint. */
export interface Seeking {
  category: string;
  language: string;
  /** Who gave it away last: asked again only when nobody else can take it. */
  handedOverBy: string | null;
}

export interface Choice {
  specialistId: string;
  reasons: AssigningReason[];
}

const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : 1);

/** Whether a candidate can take a complaint: the skill, and room for one more. */
export function canTake({ skills, open, capacity }: Candidate, complaint: Seeking): boolean {
  return open < capacity && skills.has(skillKey(complaint));
}

/**
 * Who gets a complaint: of those who can take it the one with the fewest open ones; of several, the one whose last
 * assignment is oldest. `undefined` when nobody can.
 */
export function chooseSpecialist(complaint: Seeking, candidates: Candidate[]): Choice | undefined {
  const able = candidates.filter((candidate) => canTake(candidate, complaint));
  const others = able.filter(({ id }) => id !== complaint.handedOverBy);
  const [best, next] = (others.length > 0 ? others : able).sort(
    (a, b) => a.open - b.open || a.lastAssigned - b.lastAssigned || byId(a, b),
  );
  if (!best) return undefined;
  const reasons: AssigningReason[] = ['skilled-category', 'skilled-language', 'fewest-open'];
  if (next?.open === best.open) reasons.push('waited-longest');
  return { specialistId: best.id, reasons };
}

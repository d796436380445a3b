import type { Skill } from '@redress/contracts';
import { roomFor } from './room.js';
import { skillKey } from './roster.js';

/** What decides whether somebody may be given a complaint. */
export interface Taker {
  id: string;
  skills: Skill[];
  capacity: number;
  open: number;
  retired: boolean;
  present: boolean;
  shiftOverride: 'on' | 'off' | null;
}

/** What of a complaint decides it. */
export interface Wanted {
  category: string;
  language: string;
  returnTo: string | null;
  /** Who may not have it, whoever wishes so. */
  decidedBefore: string[];
}

/** Who decided: the rule asks for presence, a person does not; a lead's override asks for neither skill nor room. */
export interface Terms {
  presentOnly?: boolean;
  override?: boolean;
}

/** Why a specialist cannot be given a complaint, as a sentence; `undefined` when nothing speaks against it. */
export function refusalOf(
  taker: Taker | undefined,
  complaint: Wanted,
  { presentOnly = false, override = false }: Terms = {},
): string | undefined {
  if (!taker) return 'No such specialist: a lead adds one with PUT /v1/specialists/{id}.';
  if (taker.retired) return 'This specialist is retired: choose another one.';
  if (complaint.decidedBefore.includes(taker.id)) {
    return 'This specialist decided it at stage one: at stage two somebody else does.';
  }
  if (presentOnly && (!taker.present || taker.shiftOverride === 'off')) return 'This specialist is not at work.';
  if (override) return undefined;
  if (!isSkilled(taker.skills, complaint)) return 'This specialist has no skill for its category and language.';
  if (taker.open >= roomFor(complaint, taker)) return 'This specialist is full: something must be handed over first.';
  return undefined;
}

/** Whether one of the skills is for this category and language. */
export function isSkilled(skills: Skill[], complaint: { category: string; language: string }): boolean {
  return skills.some((skill) => skillKey(skill) === skillKey(complaint));
}

/**
 * Of wishes that come together the ones that can be granted, in their order, each counted at once; of the others why not.
 */
export function grant<Wish extends { complaint: Wanted; to: string }>(
  wishes: Wish[],
  takers: Taker[],
  terms: Terms,
): { granted: Wish[]; refusals: string[] } {
  const byId = new Map(takers.map((taker) => [taker.id, { ...taker }]));
  const granted: Wish[] = [];
  const refusals: string[] = [];
  for (const wish of wishes) {
    const taker = byId.get(wish.to);
    const refusal = refusalOf(taker, wish.complaint, terms);
    if (refusal) refusals.push(refusal);
    else granted.push(wish);
    if (taker && !refusal) taker.open += 1;
  }
  return { granted, refusals };
}

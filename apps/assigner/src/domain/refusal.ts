import type { Skill } from '@redress/contracts';
import { skillKey } from './roster.js';

/** What decides whether a person's wish to give somebody a complaint is granted. */
interface Taker {
  skills: Skill[];
  capacity: number;
  open: number;
  retired: boolean;
}

/**
 * Why a specialist cannot be given a complaint of this category and language by a person's act, as a sentence;
 * `undefined` when nothing speaks against it. Being absent or off shift does not: people know what they do.
 */
export function refusalOf(
  taker: Taker | undefined,
  complaint: { category: string; language: string },
  override = false,
): string | undefined {
  if (!taker) return 'No such specialist: a lead adds one with PUT /v1/specialists/{id}.';
  if (taker.retired) return 'This specialist is retired: choose another one.';
  if (override) return undefined;
  if (!isSkilled(taker.skills, complaint)) return 'This specialist has no skill for its category and language.';
  if (taker.open >= taker.capacity) return 'This specialist is full: something must be handed over first.';
  return undefined;
}

/** Whether one of the skills is for this category and language. */
export function isSkilled(skills: Skill[], complaint: { category: string; language: string }): boolean {
  return skills.some((skill) => skillKey(skill) === skillKey(complaint));
}

import { mayNotDecide } from '@redress/lifecycle';
import type { Seeking } from './choose-specialist.js';
import type { Standing } from './standing.js';

/** What of a complaint decides who gets it. Its category is known: it is or was in the pool. */
export function seekingOf({ now }: { now: Standing }): Seeking {
  const { state, handedOverBy, returnTo } = now;
  const { category = 'other', language } = state;
  return { category, language, handedOverBy, returnTo, decidedBefore: mayNotDecide(state) };
}

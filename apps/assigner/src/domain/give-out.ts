import type { PoolingReason } from '@redress/contracts';
import { type Choice, chooseSpecialist, type Seeking } from './choose-specialist.js';
import { type Roster, skillKey } from './roster.js';

export interface Round<Complaint> {
  given: { complaint: Complaint; choice: Choice }[];
  waiting: { complaint: Complaint; reason: PoolingReason }[];
}

/**
 * Gives out complaints in the order they come, each to the best of those who can take it then. One that nobody can take
 * does not hold up the next.
 */
export function giveOut<Complaint extends Seeking>(complaints: Complaint[], roster: Roster): Round<Complaint> {
  const candidates = new Map(roster.candidates.map((candidate) => [candidate.id, { ...candidate }]));
  let latest = Math.max(0, ...roster.candidates.map(({ lastAssigned }) => lastAssigned));
  const round: Round<Complaint> = { given: [], waiting: [] };
  for (const complaint of complaints) {
    const choice = chooseSpecialist(complaint, [...candidates.values()]);
    const chosen = choice && candidates.get(choice.specialistId);
    if (chosen) {
      latest += 1;
      chosen.open += 1;
      chosen.lastAssigned = latest;
      round.given.push({ complaint, choice });
    } else {
      const reason = roster.skilled.has(skillKey(complaint)) ? 'nobody-free' : 'nobody-skilled';
      round.waiting.push({ complaint, reason });
    }
  }
  return round;
}

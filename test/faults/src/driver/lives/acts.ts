import type { Chance } from '../../chance.js';
import type { SeenLife } from '../../history/history.js';
import type { Service } from '../../map.js';
import { categories } from '../specialists.js';

/** Who does something: the customer, who holds it (or held it last), one of the specialists, or a senior. */
export type Actor = 'customer' | 'holder' | 'specialist' | 'senior';

/** Something that can be done about a complaint. */
export interface Act {
  actor: Actor;
  service: Service;
  /** The last part of the address. */
  path: string;
  /** What follows from it on the journal. */
  event: string;
  body?(words: string, chance: Chance, others: readonly string[]): object;
}

const text = (words: string): object => ({ text: words });
const decision = (explanation: string, chance: Chance): object => ({
  outcome: chance.pick(['upheld', 'partly-upheld', 'not-upheld']),
  ...(chance.happens(0.3) && { redress: { amount: 1 + chance.below(5_000), currency: chance.pick(['RUB', 'EUR']) } }),
  explanation,
});
const category = (reason: string, chance: Chance): object => ({ category: chance.pick(categories), reason });

export const acts = {
  write: { actor: 'customer', service: 'intake', path: 'messages', event: 'customer-wrote', body: text },
  accept: { actor: 'customer', service: 'intake', path: 'accept', event: 'resolution-accepted' },
  reopen: { actor: 'customer', service: 'intake', path: 'reopen', event: 'complaint-reopened', body: text },
  withdraw: { actor: 'customer', service: 'intake', path: 'withdraw', event: 'complaint-withdrawn' },
  escalate: { actor: 'customer', service: 'intake', path: 'escalate', event: 'complaint-escalated', body: text },
  survey: {
    actor: 'customer',
    service: 'intake',
    path: 'survey',
    event: 'survey-answered',
    body: (comment, chance) => ({ score: 1 + chance.below(5), comment }),
  },
  claim: { actor: 'specialist', service: 'assigner', path: 'claim', event: 'complaint-assigned' },
  start: { actor: 'holder', service: 'assigner', path: 'start', event: 'work-started' },
  handOver: {
    actor: 'holder',
    service: 'assigner',
    path: 'hand-over',
    event: 'complaint-released',
    body: (reason) => ({ reason }),
  },
  tell: { actor: 'holder', service: 'desk', path: 'messages', event: 'specialist-wrote', body: text },
  note: {
    actor: 'holder',
    service: 'desk',
    path: 'messages',
    event: 'note-written',
    body: (words) => ({ text: words, internal: true }),
  },
  ask: { actor: 'holder', service: 'desk', path: 'request-information', event: 'information-requested', body: text },
  decide: { actor: 'holder', service: 'desk', path: 'decide', event: 'decision-communicated', body: decision },
  decideAsSenior: { actor: 'senior', service: 'desk', path: 'decide', event: 'decision-communicated', body: decision },
  correct: { actor: 'holder', service: 'desk', path: 'correct-category', event: 'category-corrected', body: category },
  triage: {
    actor: 'specialist',
    service: 'desk',
    path: 'correct-category',
    event: 'category-corrected',
    body: category,
  },
  link: {
    actor: 'senior',
    service: 'desk',
    path: 'link-duplicate',
    event: 'duplicate-linked',
    body: (_words, chance, others) => ({ of: chance.pick(others) }),
  },
  finish: { actor: 'senior', service: 'desk', path: 'final-response', event: 'final-response-issued', body: text },
  refer: {
    actor: 'senior',
    service: 'desk',
    path: 'refer',
    event: 'referred-to-adr',
    body: (words) => ({ body: 'IBAS', text: words }),
  },
} as const satisfies Record<string, Act>;

type Name = keyof typeof acts;

/** What may happen next, each with its weight; several at once are a race, and nothing at all is a pause. */
type Choice = [weight: number, ...together: Name[]];

const untouched: Choice[] = [[30], [2, 'write'], [1, 'withdraw']];
const held: Choice[] = [
  [6, 'decide'],
  [3, 'ask'],
  [2, 'tell'],
  [1, 'note'],
  [2, 'write'],
  [1, 'handOver'],
  [1, 'correct'],
  [1, 'link'],
  [1, 'finish'],
  [1, 'withdraw'],
  [1, 'withdraw', 'decide'],
  [1, 'decide', 'handOver'],
  [1, 'correct', 'decide'],
  [1, 'decideAsSenior', 'ask'],
];

const choices: Readonly<Record<string, Choice[]>> = {
  received: untouched,
  triage: [
    [8, 'triage'],
    [1, 'triage', 'triage'],
    [1, 'write'],
    [1, 'withdraw', 'triage'],
  ],
  pooled: [[20], [2, 'claim'], [1, 'claim', 'claim'], [1, 'write'], [1, 'withdraw', 'claim']],
  reopened: untouched,
  escalated: untouched,
  assigned: [...held, [8, 'start'], [1, 'start', 'withdraw']],
  'in-progress': held,
  'waiting-for-customer': [
    [8, 'write'],
    [1, 'write', 'decide'],
    [1, 'handOver'],
    [1, 'withdraw'],
    [1, 'write', 'handOver'],
  ],
  resolved: [
    [5, 'accept'],
    [4, 'reopen'],
    [4, 'escalate'],
    [1, 'write'],
    [1, 'accept', 'reopen'],
    [1, 'reopen', 'escalate'],
    [1, 'withdraw', 'accept'],
    [1, 'refer'],
  ],
  closed: [[4, 'survey'], [2, 'reopen'], [1, 'survey', 'reopen'], [6]],
  final: [[4, 'survey'], [3, 'refer'], [1, 'refer', 'refer'], [1, 'reopen'], [4]],
};

/** Drawn for a complaint as it is seen; at stage two whoever holds it may not be the one to decide. */
export function draw({ status, closedBecause }: SeenLife, chance: Chance): Act[] {
  const possible = choices[closedBecause === 'final-response' ? 'final' : status] ?? [];
  let left = chance.next() * possible.reduce((sum, [weight]) => sum + weight, 0);
  const drawn = possible.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return (drawn?.slice(1) as Name[] | undefined)?.map((name) => acts[name]) ?? [];
}

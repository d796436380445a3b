import type { History } from '../history/history.js';
import { accepted, oneTruth, refused, unknown } from './callers.js';
import type { Check, Finding } from './check.js';
import { causes, events, numbers, repeats } from './events.js';
import { readJournal } from './journal.js';
import { acts, effects, pages } from './lives.js';
import { doubles, letters, notices } from './notices.js';
import { capacity, categorised, oneHolder, placed, pooled, queues } from './routing.js';
import { sameAnswer } from './same-answer.js';
import { alarms, flow, parked, rest, timeline, words } from './services.js';
import { verdicts } from './verdicts.js';

/** Every promise that a campaign checks, in the order of the report. */
export const checks: readonly Check[] = [
  rest,
  flow,
  accepted,
  unknown,
  refused,
  verdicts,
  oneTruth,
  events,
  repeats,
  numbers,
  causes,
  categorised,
  placed,
  oneHolder,
  pooled,
  capacity,
  queues,
  timeline,
  notices,
  letters,
  doubles,
  pages,
  effects,
  acts,
  sameAnswer,
  parked,
  words,
  alarms,
];

export type Verdict = Finding & Pick<Check, 'name' | 'promise'>;

/** What each check finds in a history. */
export function judge(history: History): Verdict[] {
  const journal = readJournal(history.topics.get('complaints') ?? []);
  return checks.map((check) => ({ name: check.name, promise: check.promise, ...check.judge(history, journal) }));
}

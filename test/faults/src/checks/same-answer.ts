import { isDeepStrictEqual } from 'node:util';
import type { Answered, ToldAct } from '../driver/lives/told-act.js';
import type { Told, Verdict } from '../driver/told.js';
import type { History } from '../history/history.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** What is not the same in two bodies, without saying what it is. */
function differing(first: unknown, again: unknown): string[] {
  if (isDeepStrictEqual(first, again)) return [];
  const [a, b] = [first, again] as Record<string, unknown>[];
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return ['everything'];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isDeepStrictEqual(a[name], b[name]));
}

function difference(first: Answered, again: Answered): string | undefined {
  if (first.status !== again.status) return `answered with ${first.status}, and again with ${again.status}`;
  const names = differing(parsed(first.body), parsed(again.body));
  return names.length > 0 ? `answered again with another ${names.join(', ')}` : undefined;
}

function actFault(act: ToldAct): string[] {
  const [first, ...more] = act.answers ?? [];
  if (!first) return [];
  return more
    .flatMap((again) => difference(first, again) ?? [])
    .map((fault) => `${act.complaintId}: ${act.event} of ${act.service} was ${fault}`);
}

function submissionFault({ answers = [], acceptances: [first] }: Told): string | undefined {
  const bytes = new Set(answers);
  return bytes.size > 1 ? `${first?.id}: answered in ${bytes.size} different ways` : undefined;
}

/** Under one key a channel may be refused what it sends with another body; what is accepted is accepted once. */
function verdictFaults(topics: History['topics']) {
  const accepting = (topics.get('submission-verdicts') ?? []).filter(
    ({ value }) => (parsed(value ?? '') as Partial<Verdict>).verdict === 'accepted',
  );
  const byKey = groupBy(accepting, ({ key }) => key ?? '');
  return examine(byKey, ([key, verdicts]) => {
    const bytes = new Set(verdicts.map(({ value }) => value));
    return bytes.size > 1 ? `${key}: accepted in ${bytes.size} different ways` : undefined;
  });
}

export const sameAnswer: Check = {
  name: 'same-answer',
  promise: 'the same key gets the same answer, however late: an act its status and body, a submission its bytes',
  judge({ acts, told, topics }) {
    return together(
      examine(
        acts.filter(({ answers }) => answers !== undefined),
        actFault,
      ),
      examine(
        told.filter(({ answers = [] }) => answers.length > 1),
        submissionFault,
      ),
      verdictFaults(topics),
    );
  },
};

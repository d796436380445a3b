import { acceptanceIn, judgedAs, type Told, type Verdict } from '../driver/told.js';
import type { History } from '../history/history.js';
import type { TopicRecord } from '../history/read-topics.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';

type Submitted = Told & Required<Pick<Told, 'submitted'>>;

const verdictOf = ({ value }: TopicRecord): Verdict => JSON.parse(value ?? '{}') as Verdict;

/** What was told on `submission-verdicts` to who sent over the topic; who sent a batch was answered at once. */
export function settle(told: Told[], verdicts: TopicRecord[]): Told[] {
  const byKey = groupBy(verdicts, ({ key }) => key ?? '');
  return told.map((one) => {
    if (one.submitted?.over !== 'topic') return one;
    const found = (byKey.get(one.submitted.key) ?? []).map(verdictOf);
    const submitted = { ...one.submitted, verdicts: found.map(judgedAs) };
    if (submitted.due !== 'accepted') return { ...one, submitted };
    const acceptances = found.map(acceptanceIn).filter((acceptance) => acceptance !== undefined);
    return { ...one, submitted, acceptances, outcome: acceptances.length > 0 ? 'accepted' : 'unknown' };
  });
}

export const verdicts: Check = {
  name: 'verdicts',
  promise: 'what a channel submits gets the verdict it deserves, every record of it one; the same body the same again',
  judge({ told, topics }) {
    const submitted = told.filter((one): one is Submitted => one.submitted !== undefined);
    const dues = groupBy(
      submitted.filter((one) => one.submitted.over === 'topic'),
      (one) => one.submitted.key,
    );
    return together(
      examine(submitted, (one) => (one.submitted.over === 'batch' ? answerFault(one) : undefined)),
      examine(dues, ([key, ofKey]) => keyFault(key, ofKey)),
      countFaults(topics),
    );
  },
};

function answerFault({ submitted: { key, due, verdicts: told } }: Submitted): string | undefined {
  const strange = told.find((verdict) => verdict !== due);
  return strange && `${key}: ${strange} instead of ${due}`;
}

function keyFault(key: string, ofKey: Submitted[]): string | undefined {
  const due = new Set(ofKey.map(({ submitted }) => submitted.due));
  const told = new Set(ofKey.flatMap(({ submitted }) => submitted.verdicts));
  const missing = ofKey.find(({ submitted }) => submitted.isSent && !told.has(submitted.due));
  if (missing) return `${key}: never ${missing.submitted.due}`;
  const strange = [...told].find((verdict) => !due.has(verdict));
  return strange && `${key}: ${strange} instead of ${[...due].join(' and ')}`;
}

function countFaults(topics: History['topics']) {
  const answered = groupBy(topics.get('submission-verdicts') ?? [], ({ key }) => key ?? '');
  const sent = groupBy(topics.get('submissions') ?? [], ({ key }) => key ?? '');
  return together(
    examine(sent, ([key, records]) => {
      const count = answered.get(key)?.length ?? 0;
      return count < records.length ? `${key}: sent ${records.length} times, answered ${count} times` : undefined;
    }),
    examine(answered.keys(), (key) => (sent.has(key) ? undefined : `${key}: answered, and never sent`)),
  );
}

import { anna, append, at, ben, eventId, idOf, journal, record, rewrite, topic } from './clean-history.for-spec.js';
import type { Submitted, Told } from './src/driver/told.js';
import { makePoison } from './src/faults/poison-kinds.js';
import type { History } from './src/history/history.js';
import type { TopicRecord } from './src/history/read-topics.js';

const submittedIn = (told: Told[]): Submitted => at(told, -1).submitted as Submitted;

/** A violation, what the checker sees of it (by check), and how it comes into a clean history. */
export const planted: [violation: string, seen: Record<string, number>, plant: (history: History) => void][] = [
  ['an accepted complaint its owner does not see', { accepted: 1, 'one-truth': 1 }, ({ seen }) => void seen.pop()],
  [
    'an accepted complaint that is not on the journal',
    { accepted: 1, 'one-truth': 1, placed: 1, timeline: 1, notices: 1, effects: 2 },
    (history) => {
      const kept = journal(history).filter(({ key }) => key !== ben.id);
      history.topics.set('complaints', kept);
    },
  ],
  ['a repeat with another answer', { accepted: 1 }, ({ told }) => void told[0]?.acceptances.push(ben)],
  [
    'a submission whose repeat was answered with other bytes',
    { 'same-answer': 1 },
    ({ told }) => {
      const answer = JSON.stringify({ ...anna, status: 'received' });
      at(told, 0).answers = [answer, answer, answer.replace('received', 'assigned')];
    },
  ],
  [
    'a submission that a channel sent twice and was told two things of',
    { 'same-answer': 1 },
    ({ topics }) => {
      const [verdict] = topics.get('submission-verdicts') ?? [];
      const accepted = { ...verdict, value: '{"verdict":"accepted","complaintId":"1","reasons":[]}' } as TopicRecord;
      topics.get('submission-verdicts')?.push(accepted, { ...accepted, value: `${accepted.value} ` });
    },
  ],
  [
    'an accepted complaint that is refused at a repeat',
    { accepted: 1 },
    ({ told }) => {
      at(told, 0).status = 409;
    },
  ],
  [
    'another promised date in the journal than in the answer',
    { accepted: 1 },
    (history) => rewrite(history, 0, { data: { reference: anna.reference, promisedBy: '2026-01-09T00:00:00Z' } }),
  ],
  [
    'an unanswered complaint that is there twice',
    { unknown: 1 },
    ({ seen }) => {
      const twice = { ...at(seen, 0), text: 'vq7hushd' };
      seen.push(twice, twice);
    },
  ],
  [
    'a refused complaint that is there',
    { refused: 1, accepted: 1 },
    ({ seen }) => {
      at(seen, 0).text = 'vq7hushc';
    },
  ],
  [
    'a submission without a verdict',
    { verdicts: 2 },
    ({ topics, told }) => {
      topics.set('submission-verdicts', []);
      submittedIn(told).verdicts = [];
    },
  ],
  [
    'a submission with another verdict than it deserves',
    { verdicts: 1 },
    ({ told }) => void submittedIn(told).verdicts.push('accepted'),
  ],
  [
    'a line of a batch that is refused for nothing',
    { verdicts: 1 },
    ({ told }) => {
      const submitted = { key: 'site:2', over: 'batch' as const, due: 'accepted', isSent: true, verdicts: ['invalid'] };
      told.push({ ...at(told, -1), word: 'vq7hushf', outcome: 'refused', submitted });
    },
  ],
  [
    'a verdict on what nobody sent',
    { verdicts: 1 },
    (history) =>
      void topic(history, 'submission-verdicts').push({ ...at(topic(history, 'submissions'), 0), key: 'site:3' }),
  ],
  ['an event without a source', { events: 1 }, (history) => rewrite(history, 5, { source: undefined })],
  [
    'an event of a type that nobody knows',
    { events: 1 },
    (history) => void append(history, { ...at(journal(history), 0), value: '{"type":"redress.moved.v1"}' }),
  ],
  [
    'an event under two keys',
    { events: 1, repeats: 1 },
    (history) => void append(history, { ...at(journal(history), 0), key: ben.id }),
  ],
  [
    'a repeated id with other bytes',
    { repeats: 1 },
    (history) => void append(history, { ...at(journal(history), 5), value: `${at(journal(history), 5).value} ` }),
  ],
  [
    'a repeat where nothing went wrong',
    { repeats: 1 },
    (history) => {
      history.calm = true;
      append(history, at(journal(history), 0));
    },
  ],
  ['a gap in the numbers', { numbers: 1 }, (history) => rewrite(history, 5, { sourceseq: 2 })],
  [
    'a cause that lies behind',
    { causes: 1 },
    (history) => rewrite(history, 2, { causationid: eventId(anna.id, 'complaint-assigned', 1) }),
  ],
  ['a cause that lies nowhere', { causes: 1 }, (history) => rewrite(history, 2, { causationid: idOf('nowhere') })],
  [
    'a second categorisation',
    { categorised: 1, timeline: 1, effects: 2 },
    (history) => {
      const again = record(anna.id, 6, { name: 'complaint-categorised', source: 'categoriser', seq: 2 });
      journal(history).push(again);
    },
  ],
  [
    'a complaint in no place at all',
    { placed: 1 },
    ({ tables }) => {
      at(tables.routed, 1).status = 'received';
    },
  ],
  [
    'a complaint that the tables give to another than the journal',
    { placed: 1, capacity: 1, queues: 2 },
    ({ tables }) => {
      at(tables.routed, 0).specialistId = 'olga';
    },
  ],
  [
    'a complaint assigned while somebody holds it',
    { 'one-holder': 1, timeline: 1, effects: 2 },
    (history) => {
      const data = { assignmentId: idOf('second'), specialistId: 'olga' };
      journal(history).push(record(anna.id, 6, { name: 'complaint-assigned', source: 'assigner', seq: 2, data }));
    },
  ],
  [
    'a complaint that is said to wait twice',
    { pooled: 1, timeline: 1, effects: 2 },
    (history) => {
      journal(history).push(record(ben.id, 6, { name: 'complaint-pooled', source: 'assigner', seq: 2 }));
    },
  ],
  [
    'more complaints than the capacity',
    { capacity: 1 },
    ({ tables }) => {
      at(tables.specialists, 0).capacity = 0;
    },
  ],
  [
    'a counter that is wrong',
    { capacity: 1 },
    ({ tables }) => {
      at(tables.specialists, 0).openCount = 2;
    },
  ],
  ['a queue document that is old', { queues: 1 }, (history) => void topic(history, 'assignments').pop()],
  ['an event that had no effect', { timeline: 1 }, ({ tables }) => void tables.timeline.pop()],
  ['a letter that never arrived', { letters: 1 }, ({ letters }) => void letters.pop()],
  ['a letter that came twice', { letters: 1, doubles: 1 }, ({ letters }) => void letters.push(at(letters, 0))],
  [
    "a letter in another's mailbox",
    { letters: 1 },
    ({ letters }) => {
      at(letters, 0).to = 'ben@customers.example';
    },
  ],
  [
    'a letter that nobody owed',
    { letters: 1 },
    ({ letters }) => void letters.push({ ...at(letters, 0), notice: idOf('strange') }),
  ],
  ['a notice that was not queued', { notices: 2 }, ({ tables }) => void tables.notices.pop()],
  [
    'a ledger that does not end as the table',
    { notices: 1 },
    ({ tables }) => {
      at(tables.notices, 0).state = 'uncertain';
    },
  ],
  ['poison that is not parked', { parked: 5 }, (history) => void append(history, makePoison('malformed', idOf('x')))],
  [
    'a good record that is parked',
    { parked: 1 },
    ({ tables }) => void tables.parked.assigner.push({ partition: 0, offset: 2, reason: 'failed' }),
  ],
  [
    'an event that was taken although poison stands in front of it',
    { parked: 4, timeline: 1, pages: 2, effects: 2 },
    (history) => {
      const poison: TopicRecord = { ...makePoison('broken-data', ben.id), partition: 0, offset: 4.5 };
      const late = journal(history).pop() as TopicRecord;
      journal(history).push(poison, late);
      for (const service of ['intake', 'categoriser', 'assigner', 'notifier', 'desk'] as const) {
        history.tables.parked[service].push({ partition: 0, offset: 4.5, reason: 'invalid' });
      }
    },
  ],
  [
    'a word in a topic',
    { words: 1 },
    (history) => {
      at(topic(history, 'assignments'), 0).headers = { note: 'vq7husha' };
    },
  ],
  ['a word in a log', { words: 1 }, ({ leaks }) => void leaks.push('intake.log:7')],
  [
    'a fault that complaints did not get over in time',
    { flow: 1 },
    (history) => {
      history.flowSeconds = 15;
      history.flows.push(14.9, 15.1);
    },
  ],
  ['an alarm', { alarms: 1 }, ({ alarms }) => void alarms.push('intake.log:7')],
  ['a deployment that does not come to rest', { rest: 1 }, ({ rest }) => void rest.waitedFor.push('Godot')],
  [
    'an outbox that is not empty',
    { rest: 1 },
    ({ tables }) => {
      tables.unsaid = { ...tables.unsaid, intake: 1 };
    },
  ],
  [
    'a group that is behind',
    { rest: 1 },
    ({ rest }) => {
      rest.lag = { ...rest.lag, notifier: 1 };
    },
  ],
];

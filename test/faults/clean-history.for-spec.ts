import { judge } from './src/checks/judge.js';
import type { History } from './src/history/history.js';
import type { TopicRecord } from './src/history/read-topics.js';
import { typeOf } from './src/map.js';

/** The same id for the same name; readable in a failure. */
export function idOf(name: string): string {
  const digits = Buffer.from(name).toString('hex').padEnd(18, '0').slice(0, 18);
  return `0192f3b0-${digits.slice(0, 4)}-7${digits.slice(4, 7)}-8000-${digits.slice(6, 18)}`;
}

export const anna = { id: idOf('anna'), reference: 'R-0000-AAAA', promisedBy: '2026-01-07T09:00:00.000Z' };
export const ben = { id: idOf('ben'), reference: 'R-0000-BBBB', promisedBy: '2026-01-07T09:00:00.000Z' };

interface Named {
  id: string;
  type: string;
}

interface Spoken {
  name: string;
  source: string;
  seq: number;
  cause?: string;
  data?: object;
}

/** An event's record; its id is made of its subject, its name and its number. */
export function record(subject: string, offset: number, { name, source, seq, cause, data = {} }: Spoken): TopicRecord {
  const type = typeOf(name);
  const value = JSON.stringify({
    specversion: '1.0',
    id: eventId(subject, name, seq),
    source,
    type,
    time: '2026-01-05T09:00:00.000Z',
    subject,
    datacontenttype: 'application/json',
    correlationid: subject,
    ...(cause && { causationid: cause }),
    sourceseq: seq,
    data,
  });
  const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8', ce_type: type };
  return { partition: 0, offset, key: subject, headers, value };
}

export function eventId(subject: string, name: string, seq: number): string {
  return idOf(`${subject.slice(9, 12)}${name.slice(-4)}${seq}`);
}

const submitted = (of: typeof anna, offset: number): TopicRecord =>
  record(of.id, offset, {
    name: 'complaint-submitted',
    source: 'intake',
    seq: 1,
    data: { reference: of.reference, promisedBy: of.promisedBy },
  });

const categorised = (of: typeof anna, offset: number): TopicRecord =>
  record(of.id, offset, {
    name: 'complaint-categorised',
    source: 'categoriser',
    seq: 1,
    cause: eventId(of.id, 'complaint-submitted', 1),
    data: { category: 'deposits', decision: 'auto' },
  });

const assigned = record(anna.id, 4, {
  name: 'complaint-assigned',
  source: 'assigner',
  seq: 1,
  cause: eventId(anna.id, 'complaint-categorised', 1),
  data: { assignmentId: idOf('first'), specialistId: 'ivan' },
});

const pooled = record(ben.id, 5, {
  name: 'complaint-pooled',
  source: 'assigner',
  seq: 1,
  cause: eventId(ben.id, 'complaint-categorised', 1),
  data: { episode: 1, reason: 'nobody-free' },
});

function notice(name: string, complaintId: string, template: string, causationId: string) {
  return { noticeId: idOf(name), complaintId, causationId, template, state: 'sent' };
}

const notices = [
  notice('n-anna-1', anna.id, 'received', eventId(anna.id, 'complaint-submitted', 1)),
  notice('n-anna-2', anna.id, 'assigned', eventId(anna.id, 'complaint-assigned', 1)),
  notice('n-ben-1', ben.id, 'received', eventId(ben.id, 'complaint-submitted', 1)),
];

const ledger = notices.flatMap(({ noticeId, complaintId, template, causationId }, nth) =>
  ['queued', 'sent'].map((state, step) => ({
    partition: 0,
    offset: nth * 2 + step,
    key: complaintId,
    headers: {},
    value: JSON.stringify({ noticeId, complaintId, template, state, causationid: causationId }),
  })),
);

const said = [submitted(anna, 0), submitted(ben, 1), categorised(anna, 2), categorised(ben, 3), assigned, pooled];

const queue = {
  partition: 0,
  offset: 0,
  key: 'ivan',
  headers: {},
  value: JSON.stringify({ specialistId: 'ivan', version: 1, complaints: [{ complaintId: anna.id }] }),
};

const told = (word: string, customer: string, acceptance: typeof anna) => ({
  word,
  customer,
  email: `${customer}@customers.example`,
  outcome: 'accepted' as const,
  acceptances: [acceptance],
});

const onSubmissions = (value: string): TopicRecord => ({ partition: 0, offset: 0, key: 'site:1', headers: {}, value });

const refusedSubmission = {
  word: 'vq7hushe',
  customer: 'ben',
  email: 'ben@customers.example',
  outcome: 'refused' as const,
  acceptances: [],
  submitted: { key: 'site:1', over: 'topic' as const, due: 'malformed', isSent: true, verdicts: ['malformed'] },
};

const none = { intake: 0, categoriser: 0, assigner: 0, notifier: 0, desk: 0 };

/** A page of each, which shows what the journal comes to. */
const pages = () => [
  { ...page(anna.id), status: 'assigned', specialist: 'ivan' },
  { ...page(ben.id), status: 'pooled' },
];

function page(id: string) {
  const entries = said.filter(({ key }) => key === id).map(({ value }) => JSON.parse(value as string) as Named);
  const timeline = entries.map(({ id: event, type }) => ({
    id: event,
    type: type.slice('redress.'.length, -'.v1'.length),
    effect: 'took' as const,
  }));
  return { id, episode: 1, stage: 1, category: 'deposits', timeline };
}

/** Anna's complaint is held by Ivan, Ben's waits in the pool; one more request was refused, one left unanswered. */
export function cleanHistory(): History {
  return structuredClone({
    told: [
      told('vq7husha', 'anna', anna),
      told('vq7hushb', 'ben', ben),
      { word: 'vq7hushc', customer: 'anna', email: 'a@b', outcome: 'refused' as const, acceptances: [], status: 400 },
      { word: 'vq7hushd', customer: 'ben', email: 'a@b', outcome: 'unknown' as const, acceptances: [] },
      refusedSubmission,
    ],
    topics: new Map([
      ['complaints', said],
      ['assignments', [queue]],
      ['notifications', ledger],
      ['submissions', [onSubmissions('{')]],
      ['submission-verdicts', [onSubmissions('{"verdict":"refused","reasons":[{"code":"malformed"}]}')]],
    ]),
    seen: [
      { ...anna, ...at(pages(), 0), customer: 'anna', text: 'My card vq7husha' },
      { ...ben, ...at(pages(), 1), customer: 'ben', text: 'My bonus vq7hushb' },
    ],
    desk: pages(),
    queues: [{ specialistId: 'ivan', complaintIds: [anna.id] }],
    acts: [],
    jolts: 0,
    tables: {
      owned: [
        { complaintId: anna.id, customer: 'anna' },
        { complaintId: ben.id, customer: 'ben' },
      ],
      timeline: said.map(({ key, value }) => ({
        complaintId: key as string,
        eventId: (JSON.parse(value as string) as { id: string }).id,
      })),
      routed: [
        { complaintId: anna.id, status: 'assigned', specialistId: 'ivan', assignmentId: idOf('first') },
        { complaintId: ben.id, status: 'pooled', specialistId: null, assignmentId: null },
      ],
      specialists: [{ specialistId: 'ivan', capacity: 1, openCount: 1 }],
      notices,
      parked: { intake: [], categoriser: [], assigner: [], notifier: [], desk: [] },
      discarded: { intake: [], categoriser: [], assigner: [], notifier: [], desk: [] },
      unsaid: none,
    },
    letters: notices.map(({ noticeId, template, complaintId }) => ({
      notice: noticeId,
      template,
      to: `${complaintId === anna.id ? 'anna' : 'ben'}@customers.example`,
    })),
    leaks: [],
    alarms: [],
    logs: 1,
    rest: { waitedFor: [], lag: none },
    calm: false,
    flows: [],
  });
}

/** The names of the checks that found something, with how much. */
export function found(history: History): Record<string, number> {
  const broken = judge(history).filter(({ violations }) => violations.length > 0);
  return Object.fromEntries(broken.map(({ name, violations }) => [name, violations.length]));
}

export const topic = (history: History, name: string): TopicRecord[] => history.topics.get(name) ?? [];
export const journal = (history: History) => topic(history, 'complaints');
export const at = <T>(list: T[], nth: number): T => list.at(nth) as T;

/** Puts a record behind the journal's end, at the next offset. */
export function append(history: History, appended: Omit<TopicRecord, 'offset' | 'partition'>): number {
  const offset = (journal(history).at(-1)?.offset ?? 0) + 1;
  journal(history).push({ ...appended, partition: 0, offset });
  return offset;
}

/** Rewrites the event at a place of the journal. */
export function rewrite(history: History, nth: number, change: object): void {
  const one = at(journal(history), nth);
  one.value = JSON.stringify({ ...(JSON.parse(one.value as string) as object), ...change });
}

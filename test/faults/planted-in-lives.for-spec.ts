import { anna, append, at, ben, cleanHistory, eventId, found, idOf, record } from './clean-history.for-spec.js';
import type { History, SeenLife } from './src/history/history.js';

/** Both pages of a complaint. */
const pagesOf = ({ seen, desk }: History, id: string): SeenLife[] =>
  [...seen, ...desk].filter((page) => page.id === id);

const decided = { name: 'decision-communicated', source: 'desk', data: { outcome: 'upheld', by: 'ivan' } };
const withdrawn = { name: 'complaint-withdrawn', source: 'intake', data: { episode: 1 } };

/** Ben withdraws his complaint, and it is decided in the same moment: too late. Everything shows and tells it as it is. */
function withdrawInARace(history: History): void {
  for (const said of [
    { ...withdrawn, seq: 2 },
    { ...decided, seq: 1 },
  ]) {
    const event = record(ben.id, 0, said);
    append(history, event);
    const id = eventId(ben.id, said.name, said.seq);
    history.tables.timeline.push({ complaintId: ben.id, eventId: id });
    const effect = said.source === 'intake' ? 'took' : 'void';
    for (const page of pagesOf(history, ben.id)) {
      Object.assign(page, { status: 'closed', closedBecause: 'withdrawn' });
      page.timeline.push({ id, type: said.name, effect });
    }
    const { name: event_, source: service } = said;
    history.acts.push({
      complaintId: ben.id,
      service: service as 'desk',
      event: event_,
      outcome: 'accepted',
      eventId: id,
      answers: [
        { status: 202, body: JSON.stringify({ id: ben.id, status: 'closed' }) },
        { status: 202, body: JSON.stringify({ status: 'closed', id: ben.id }) },
      ],
    });
  }
  at(history.tables.routed, 1).status = 'closed';
  owe(history, 'closed', eventId(ben.id, 'complaint-withdrawn', 2));
}

/** A notice of Ben's that was sent, with its letter. */
function owe(history: History, template: string, causationId: string): void {
  const noticeId = idOf(`n-ben-${template}`);
  history.tables.notices.push({ noticeId, complaintId: ben.id, causationId, template, state: 'sent' });
  history.letters.push({ notice: noticeId, template, to: 'ben@customers.example' });
  const line = { noticeId, complaintId: ben.id, template, state: 'queued', causationid: causationId };
  for (const state of ['queued', 'sent']) {
    const value = JSON.stringify({ ...line, state });
    history.topics.get('notifications')?.push({ partition: 0, offset: 90, key: ben.id, headers: {}, value });
  }
}

/** A history in which an act had no effect, since another one was there before it. */
export function historyWithARace(): History {
  const history = cleanHistory();
  withdrawInARace(history);
  return history;
}

type Planted = [violation: string, seen: Record<string, number>, plant: (history: History) => void];

/** Violations that only what happens after the acceptance can bring about. */
export const plantedInLives: Planted[] = (
  [
    [
      'a page that shows another status',
      { pages: 1 },
      (history) => Object.assign(at(history.seen, 1), { status: 'resolved' }),
    ],
    [
      'a page that shows another holder',
      { pages: 1 },
      (history) => Object.assign(at(history.desk, 0), { specialist: 'olga' }),
    ],
    [
      'a page that shows another category',
      { pages: 1 },
      (history) => Object.assign(at(history.desk, 0), { category: 'other' }),
    ],
    [
      'a page that shows another episode',
      { pages: 1 },
      (history) => Object.assign(at(history.seen, 0), { episode: 2 }),
    ],
    [
      'a page that shows an outcome of what was void',
      { pages: 1 },
      (history) => Object.assign(at(history.seen, 1), { outcome: 'upheld' }),
    ],
    ['a desk that does not know a complaint', { pages: 1 }, ({ desk }) => void desk.pop()],
    [
      'a void event that is shown as one that took',
      { effects: 1 },
      ({ desk }) => Object.assign(at(at(desk, 1).timeline, -1), { effect: 'took' }),
    ],
    [
      'an event that is still pending',
      { effects: 1 },
      ({ seen }) => Object.assign(at(at(seen, 1).timeline, -2), { effect: 'pending' }),
    ],
    ['an event that a page leaves out', { effects: 1 }, ({ desk }) => void at(desk, 1).timeline.shift()],
    ['a timeline out of order', { effects: 1 }, ({ seen }) => void at(seen, 1).timeline.reverse()],
    [
      'a decision told that had no effect',
      { notices: 1 },
      (history) => owe(history, 'decision', eventId(ben.id, decided.name, 1)),
    ],
    [
      'a closing that nobody was told of',
      { notices: 2 },
      ({ tables }) =>
        void tables.notices.splice(
          tables.notices.findIndex(({ template }) => template === 'closed'),
          1,
        ),
    ],
    [
      'an act that was answered with 202 and is nowhere',
      { acts: 2 },
      ({ acts }) => void acts.push({ ...at(acts, 0), event: 'survey-answered', eventId: idOf('nowhere') }),
    ],
    ['an act that is said twice', { acts: 1 }, ({ acts }) => void acts.pop()],
    [
      'an act that was refused and is said',
      { acts: 1 },
      ({ acts }) => Object.assign(at(acts, 0), { outcome: 'refused', status: 409, eventId: undefined }),
    ],
    [
      'an act that was answered with an error of its own',
      { acts: 1 },
      ({ acts }) => Object.assign(at(acts, 0), { status: 422 }),
    ],
    [
      'an act whose repeat was answered with another body',
      { 'same-answer': 1 },
      ({ acts }) =>
        void at(acts, 0).answers?.push({ status: 202, body: JSON.stringify({ id: ben.id, status: 'open' }) }),
    ],
    [
      'an act whose repeat was answered with another status',
      { 'same-answer': 1 },
      ({ acts }) => Object.assign(at(at(acts, 1).answers as object[], 1), { status: 200 }),
    ],
    [
      'an act that was accepted, and hidden at its repeat from who did it',
      { 'same-answer': 1 },
      ({ acts }) => void at(acts, 0).answers?.push({ status: 404, body: '' }),
    ],
    [
      'a category that was corrected, and hidden at its repeat from who sees the complaint no longer',
      { acts: 2, 'same-answer': 1 },
      ({ acts }) => {
        const answers = [
          { status: 202, body: '{}' },
          { status: 404, body: '' },
        ];
        acts.push({ ...at(acts, 0), event: 'category-corrected', outcome: 'accepted', answers });
      },
    ],
    [
      'a withdrawn complaint that its holder still holds',
      { placed: 1, capacity: 1, queues: 2 },
      ({ tables }) => Object.assign(at(tables.routed, 1), { status: 'assigned', specialistId: 'ivan' }),
    ],
    [
      'a complaint that waits for its category, and is in the pool',
      { placed: 1, effects: 0 },
      ({ tables }) => Object.assign(at(tables.routed, 1), { status: 'pooled' }),
    ],
    [
      'a counter that counts what waits for its customer',
      { placed: 1, capacity: 1 },
      ({ tables }) => Object.assign(at(tables.routed, 0), { status: 'waiting-for-customer' }),
    ],
    [
      'a letter that was not wanted',
      { letters: 1 },
      (history) => {
        const data = { mails: { received: false, assigned: false } };
        append(history, record(anna.id, 0, { name: 'preferences-changed', source: 'intake', seq: 2, data }));
        const shown = { id: eventId(anna.id, 'preferences-changed', 2), type: 'preferences-changed' };
        at(history.desk, 0).timeline.push({ ...shown, effect: 'took' });
      },
    ],
    [
      'a letter that was wanted and held back',
      { letters: 1, notices: 1 },
      (history) => {
        Object.assign(at(history.tables.notices, 1), { state: 'suppressed' });
        history.letters.splice(1, 1);
      },
    ],
    [
      'a queue page that shows what is not held',
      { queues: 1 },
      ({ queues }) => void at(queues, 0).complaintIds.push(ben.id),
    ],
    [
      'more letters twice than there were reasons',
      { doubles: 1 },
      (history) => {
        const lines = history.topics.get('notifications') ?? [];
        for (const letter of history.letters.slice(0, 2)) {
          const value = JSON.stringify({ noticeId: letter.notice, state: 'uncertain' });
          lines.splice(1 + lines.findIndex((line) => line.value?.includes(letter.notice)), 0, {
            ...at(lines, 0),
            value,
          });
        }
        history.letters.push(...history.letters.slice(0, 2));
        history.jolts = 1;
      },
    ],
  ] satisfies Planted[]
).map(([violation, seen, plant]) => [
  violation,
  Object.fromEntries(Object.entries(seen).filter(([, count]) => count > 0)),
  (history) => {
    withdrawInARace(history);
    plant(history);
  },
]);

/** What the checker finds in a history with a race and nothing wrong. */
export const foundInARace = (): Record<string, number> => found(historyWithARace());

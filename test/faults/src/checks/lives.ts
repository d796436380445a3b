import type { ToldAct } from '../driver/lives/told-act.js';
import type { History, SeenLife } from '../history/history.js';
import { type Service, spoken, unshown } from '../map.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';
import { type Journal, knownTo } from './journal.js';
import { type Life, lifeAfter, type Step, stepsOf } from './life-fold.js';

const isSubmittedTo = (journal: Journal, service: Service, id: string): boolean =>
  knownTo(journal, service, id).some(({ name }) => name === 'complaint-submitted');

function differences(seen: SeenLife, life: Readonly<Life>): string[] {
  const pairs: [name: string, shown: unknown, due: unknown][] = [
    ['status', seen.status, life.status],
    ['category', seen.category, life.category],
    ['specialist', seen.specialist, life.specialist],
    ['episode', seen.episode, life.episode],
    ['stage', seen.stage, life.stage],
    ['outcome', seen.outcome, life.outcome],
    ['cause of closing', seen.closedBecause, life.closedBecause],
    ['duplicate', seen.duplicateOf, life.duplicateOf],
  ];
  return pairs
    .filter(([, shown, due]) => (shown ?? undefined) !== due)
    .map(([name, shown, due]) => `${name} ${String(shown)} instead of ${String(due)}`);
}

function pageFault(journal: Journal, service: Service, id: string, pages: SeenLife[]): string | undefined {
  if (!isSubmittedTo(journal, service, id)) return undefined;
  const [seen] = pages;
  const life = lifeAfter(knownTo(journal, service, id));
  if (!seen || !life) return `${id}: ${service} does not show it`;
  const wrong = differences(seen, life);
  return wrong.length > 0 ? `${id}: ${service} shows ${wrong.join(', ')}` : undefined;
}

/** The pages that are asked for: those of the campaign's own customers. */
function pagesOf({ seen, desk }: History): [Service, Map<string, SeenLife[]>][] {
  return [
    ['intake', groupBy<SeenLife>(seen, ({ id }) => id)],
    ['desk', groupBy(desk, ({ id }) => id)],
  ];
}

export const pages: Check = {
  name: 'pages',
  promise: "intake's and desk's pages and a fold of the journal agree on what a complaint has come to",
  judge(history, journal) {
    const ids = new Set(history.seen.map(({ id }) => id));
    return together(
      ...pagesOf(history).map(([service, byId]) =>
        examine(ids, (id) => pageFault(journal, service, id, byId.get(id) ?? [])),
      ),
    );
  },
};

function effectFault({ event, took }: Step, shown: Map<string, string>, blockedFrom: number): string | undefined {
  const { id, name, record } = event;
  const effect = shown.get(id);
  if (effect === undefined) return `${name} ${id} is not shown`;
  // What poison lies in front of stays pending where it was said.
  const due = record.offset > blockedFrom ? 'pending' : took ? 'took' : 'void';
  return effect === due ? undefined : `${name} ${id} is shown as ${effect} instead of ${due}`;
}

export const effects: Check = {
  name: 'effects',
  promise: 'every timeline shows each event once, in journal order, and which of them had no effect',
  judge(history, journal) {
    return together(
      ...pagesOf(history).map(([service, byId]) =>
        examine(byId, ([id, [seen]]) => {
          const known = knownTo(journal, service, id).filter(
            ({ name }) => service !== 'intake' || !unshown.includes(name),
          );
          const blockedFrom = journal.blockedFrom(service, id);
          const entries = seen?.timeline ?? [];
          const shown = new Map(entries.map((entry) => [entry.id, entry.effect]));
          const wrong = stepsOf(known).flatMap((step) => effectFault(step, shown, blockedFrom) ?? []);
          const order = entries.map((entry) => entry.id).join();
          if (wrong.length === 0 && order !== known.map((event) => event.id).join()) {
            wrong.push('its timeline is out of order or too long');
          }
          return wrong.map((fault) => `${id}: ${service}: ${fault}`);
        }),
      ),
    );
  },
};

/** Forbidden to this person, not shown to this person any more, or not possible in this state. */
const refusals = new Set([403, 404, 409]);
/** The desk has not heard of the other complaint yet. */
const unseen = 400;
const isAnswer = ({ event, status = 409 }: ToldAct): boolean =>
  refusals.has(status) || (event === 'duplicate-linked' && status === unseen);

/** Events that nothing but somebody's act brings about. */
const acted = new Set(
  Object.entries(spoken)
    .filter(([name, { saidBy }]) => saidBy === 'desk' || (saidBy === 'intake' && name !== 'complaint-submitted'))
    .map(([name]) => name)
    .filter((name) => !unshown.includes(name)),
);

function countFault(place: string, told: ToldAct[], count: number): string | undefined {
  const [complaintId = '', event = ''] = place.split(' ');
  const least = told.filter(({ outcome }) => outcome === 'accepted').length;
  const unknown = told.filter(({ outcome }) => outcome === 'unknown').length;
  const most = acted.has(event) ? least + unknown : Number.POSITIVE_INFINITY;
  return count < least || count > most
    ? `${complaintId}: ${event} is said ${count} times, ${least} to ${most} are due`
    : undefined;
}

export const acts: Check = {
  name: 'acts',
  promise: 'what was answered with 202 is on the journal once, under the id that was answered; what was refused is not',
  judge(history, { byComplaint }) {
    const told = groupBy(history.acts, ({ complaintId, event }) => `${complaintId} ${event}`);
    const said = groupBy(
      history.seen.flatMap(({ id }) => byComplaint.get(id) ?? []),
      ({ subject, name }) => `${subject} ${name}`,
    );
    return together(
      examine(new Set([...told.keys(), ...said.keys()]), (place) =>
        countFault(place, told.get(place) ?? [], said.get(place)?.length ?? 0),
      ),
      examine(history.acts, ({ complaintId, event, eventId }) => {
        const said = byComplaint.get(complaintId)?.find(({ id }) => id === eventId);
        return eventId === undefined || said?.name === event
          ? undefined
          : `${complaintId}: ${event} was answered as ${eventId}, which is not said`;
      }),
      examine(history.acts, (act) =>
        isAnswer(act) ? undefined : `${act.complaintId}: ${act.event} was answered with ${act.status}`,
      ),
    );
  },
};

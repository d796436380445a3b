import type { RoutedComplaint } from '../history/history.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';
import { knownTo, type Said, takenBy } from './journal.js';
import { isOver, type Life, lifeAfter, stepsOf } from './life-fold.js';

export const categorised: Check = {
  name: 'categorised',
  promise: 'every complaint that the categoriser could take is categorised once, and no other',
  judge(_history, journal) {
    return examine(journal.byComplaint, ([subject, said]) => {
      const due = takenBy(journal, 'categoriser', subject).some(({ name }) => name === 'complaint-submitted') ? 1 : 0;
      const count = said.filter(({ name }) => name === 'complaint-categorised').length;
      return count === due ? undefined : `${subject}: categorised ${count} times instead of ${due}`;
    });
  },
};

const heldStatuses = ['assigned', 'in-progress', 'waiting-for-customer'];
const isHeld = ({ status }: { status: string }): boolean => heldStatuses.includes(status);

/** Where a complaint is for whoever gives it out: whatever is open, categorised and in nobody's hands is in the pool. */
function placeOf(life: Readonly<Life>): string {
  if (isOver(life) || isHeld(life) || life.status === 'triage') return life.status;
  return life.category === undefined ? 'received' : 'pooled';
}

/** Nothing is said of a complaint that poison lies in front of: it may have come into the pool just before. */
function placeFault(row: RoutedComplaint | undefined, life: Readonly<Life>, isPoisoned: boolean): string | undefined {
  const place = placeOf(life);
  if (row?.status !== place) return `the journal says ${place}, the table ${row?.status ?? 'nothing'}`;
  if (place === 'pooled' && life.status !== 'pooled' && !isPoisoned)
    return `in the pool as ${life.status}, and nobody said that it waits`;
  if (!isHeld(life)) return undefined;
  return row.assignmentId === life.assignment && row.specialistId === life.specialist
    ? undefined
    : 'the journal and the table name different assignments';
}

export const placed: Check = {
  name: 'placed',
  promise:
    'every open complaint is held by one specialist, waits in the pool or for its category; journal and tables agree',
  judge({ tables }, journal) {
    const rows = new Map(tables.routed.map((row) => [row.complaintId, row]));
    return together(
      examine(journal.byComplaint.keys(), (subject) => {
        const life = lifeAfter(knownTo(journal, 'assigner', subject));
        const isPoisoned = journal.blockedFrom('assigner', subject) !== Number.POSITIVE_INFINITY;
        const wrong = life
          ? placeFault(rows.get(subject), life, isPoisoned)
          : rows.has(subject) && 'in the table, and not submitted';
        return wrong ? `${subject}: ${wrong}` : undefined;
      }),
      examine(tables.routed, ({ complaintId }) =>
        journal.byComplaint.has(complaintId) ? undefined : `${complaintId}: in the table, and not on the journal`,
      ),
    );
  },
};

export const oneHolder: Check = {
  name: 'one-holder',
  promise: 'nobody is given what another holds, and none of these gifts is said twice',
  judge(_history, { byComplaint }) {
    return examine(byComplaint, ([subject, said]) =>
      stepsOf(said).flatMap(({ event: { name, id, data }, took, before }) => {
        if (name !== 'complaint-assigned' || took || !before) return [];
        if (before.given.includes(String(data.assignmentId))) return [`${subject}: ${id} assigns what is over`];
        return before.assignment === undefined ? [] : [`${subject}: assigned by ${id} while another holds it`];
      }),
    );
  },
};

export const pooled: Check = {
  name: 'pooled',
  promise: 'a complaint is said to wait at most once each time it comes into the pool',
  judge(_history, { byComplaint }) {
    return examine(byComplaint, ([subject, said]) =>
      stepsOf(said).flatMap(({ event: { name, id }, took, before }) =>
        name === 'complaint-pooled' && !took && before?.status === 'pooled'
          ? [`${subject}: said to wait again by ${id}`]
          : [],
      ),
    );
  },
};

function bySpecialist(routed: RoutedComplaint[], isMeant: (row: RoutedComplaint) => boolean): Map<string, string[]> {
  const meant = groupBy(routed.filter(isMeant), ({ specialistId }) => String(specialistId));
  return new Map([...meant].map(([id, rows]) => [id, rows.map(({ complaintId }) => complaintId).sort()]));
}

const heldBySpecialist = (routed: RoutedComplaint[]) => bySpecialist(routed, isHeld);

/** What waits for its customer is held, but is no load. */
const isLoad = (row: RoutedComplaint): boolean => isHeld(row) && row.status !== 'waiting-for-customer';

/** Whether it came back to its holder, who may be full by then: opened again, or answered by its customer. */
function cameBack(said: Said[]): boolean {
  const steps = stepsOf(said).filter(({ took }) => took);
  const last = (name: string) => steps.findLastIndex(({ event }) => event.name === name);
  return last('complaint-reopened') >= 0 || last('information-requested') > last('complaint-assigned');
}

export const capacity: Check = {
  name: 'capacity',
  promise: 'nobody is given more than the capacity; what waits for its customer is no load; the counters are right',
  judge({ tables }, journal) {
    const loads = bySpecialist(tables.routed, isLoad);
    return examine(tables.specialists, ({ specialistId, capacity: most, openCount }) => {
      const load = loads.get(specialistId) ?? [];
      const given = load.filter((id) => !cameBack(knownTo(journal, 'assigner', id)));
      if (given.length > most) return `${specialistId}: was given ${given.length} of ${most}`;
      return load.length === openCount
        ? undefined
        : `${specialistId}: holds ${load.length}, the counter says ${openCount}`;
    });
  },
};

interface Queue {
  complaints: { complaintId: string }[];
  version: number;
}

export const queues: Check = {
  name: 'queues',
  promise: "a specialist's queue, on its page and in its last document, is what the specialist holds",
  judge({ tables, topics, queues: pages }) {
    const last = new Map((topics.get('assignments') ?? []).map(({ key, value }) => [key, value]));
    const held = heldBySpecialist(tables.routed);
    const fault = (specialistId: string, what: string, shown: string[]) => {
      const open = held.get(specialistId) ?? [];
      return shown.sort().join() === open.join()
        ? undefined
        : `${specialistId}: the ${what} shows ${shown.length}, ${open.length} are held`;
    };
    return together(
      examine(tables.specialists, ({ specialistId }) => {
        const value = last.get(specialistId);
        const shown = value ? (JSON.parse(value) as Queue).complaints : [];
        return fault(
          specialistId,
          'document',
          shown.map(({ complaintId }) => complaintId),
        );
      }),
      examine(pages, ({ specialistId, complaintIds }) => fault(specialistId, 'page', complaintIds.slice())),
    );
  },
};

import type { RoutedComplaint } from '../history/history.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';
import { type Said, takenBy } from './journal.js';

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

interface Held {
  assignmentId: string;
  specialistId: string;
}

/** Who holds a complaint after these events; a fault when somebody got it while another held it. */
function fold(said: Said[]): { held?: Held; fault?: string } {
  let held: Held | undefined;
  for (const { name, data, id } of said) {
    if (name === 'complaint-assigned') {
      if (held) return { fault: `assigned by ${id} while ${held.specialistId} holds it` };
      held = { assignmentId: String(data.assignmentId), specialistId: String(data.specialistId) };
    }
    if (name === 'complaint-released') {
      if (held?.assignmentId !== data.assignmentId) return { fault: `released by ${id} without being held` };
      held = undefined;
    }
  }
  return { held };
}

function placeFault(row: RoutedComplaint | undefined, held: Held | undefined, isDue: boolean): string | undefined {
  const isHeld = row?.status === 'assigned' || row?.status === 'in-progress';
  const places = (isHeld ? 1 : 0) + (row?.status === 'pooled' ? 1 : 0);
  if (places !== (isDue ? 1 : 0)) return `in ${places} places instead of ${isDue ? 1 : 0}`;
  if (isHeld !== (held !== undefined)) return `the journal says ${held ? 'held' : 'free'}, the table ${row?.status}`;
  if (held && (row?.assignmentId !== held.assignmentId || row.specialistId !== held.specialistId)) {
    return 'the journal and the table name different assignments';
  }
  return undefined;
}

export const placed: Check = {
  name: 'placed',
  promise: 'every categorised complaint is held by one specialist or waits in the pool; journal and tables agree',
  judge({ tables }, journal) {
    const rows = new Map(tables.routed.map((row) => [row.complaintId, row]));
    return together(
      examine(journal.byComplaint, ([subject, said]) => {
        const { held, fault } = fold(said);
        const taken = takenBy(journal, 'assigner', subject).map(({ name }) => name);
        const isDue = taken.includes('complaint-submitted') && taken.includes('complaint-categorised');
        const wrong = fault ?? placeFault(rows.get(subject), held, isDue);
        return wrong && `${subject}: ${wrong}`;
      }),
      examine(tables.routed, ({ complaintId }) =>
        journal.byComplaint.has(complaintId) ? undefined : `${complaintId}: in the table, and not on the journal`,
      ),
    );
  },
};

export const pooled: Check = {
  name: 'pooled',
  promise: 'a complaint is said to wait at most once each time it comes into the pool',
  judge(_history, { byComplaint }) {
    return examine(byComplaint, ([subject, said]) => {
      let waits = false;
      for (const { name, id } of said) {
        if (name === 'complaint-pooled' && waits) return `${subject}: said to wait again by ${id}`;
        if (name === 'complaint-pooled') waits = true;
        if (name === 'complaint-assigned' || name === 'complaint-released') waits = false;
      }
      return undefined;
    });
  },
};

function heldBySpecialist(routed: RoutedComplaint[]): Map<string, string[]> {
  const held = groupBy(
    routed.filter(({ specialistId }) => specialistId !== null),
    ({ specialistId }) => String(specialistId),
  );
  return new Map([...held].map(([id, rows]) => [id, rows.map(({ complaintId }) => complaintId).sort()]));
}

export const capacity: Check = {
  name: 'capacity',
  promise: 'nobody holds more than the capacity; the counters are right',
  judge({ tables }) {
    const held = heldBySpecialist(tables.routed);
    return examine(tables.specialists, ({ specialistId, capacity: most, openCount }) => {
      const count = held.get(specialistId)?.length ?? 0;
      if (count > most) return `${specialistId}: holds ${count} of ${most}`;
      return count === openCount ? undefined : `${specialistId}: holds ${count}, the counter says ${openCount}`;
    });
  },
};

interface Queue {
  complaints: { complaintId: string }[];
  version: number;
}

export const queues: Check = {
  name: 'queues',
  promise: "the last document of every specialist's queue is what the specialist holds",
  judge({ tables, topics }) {
    const last = new Map((topics.get('assignments') ?? []).map(({ key, value }) => [key, value]));
    const held = heldBySpecialist(tables.routed);
    return examine(tables.specialists, ({ specialistId }) => {
      const value = last.get(specialistId);
      const shown = value ? (JSON.parse(value) as Queue).complaints.map(({ complaintId }) => complaintId).sort() : [];
      const open = held.get(specialistId) ?? [];
      return shown.join() === open.join()
        ? undefined
        : `${specialistId}: the document shows ${shown.length}, ${open.length} are held`;
    });
  },
};

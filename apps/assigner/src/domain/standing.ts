import {
  type AssigningReason,
  ComplaintAssigned,
  ComplaintEscalated,
  ComplaintPooled,
  ComplaintReleased,
  ComplaintReopened,
  type EventClass,
  eventOfClass,
  type JournalEvent,
  type PoolingReason,
} from '@redress/contracts';
import { type ComplaintState, fold, isOpen } from '@redress/lifecycle';

/** Where a complaint stands: what its events mean to everybody, and beyond that to whoever gives it out. Plain JSON. */
export interface Standing {
  state: ComplaintState;
  correlationId: string;
  /** The event that brought it into the pool: what is said next follows from it. */
  pooledBy: string | null;
  /** Why nobody could take it; said once per waiting. */
  waiting: PoolingReason | null;
  /** Why its holder was given it. */
  reasons: AssigningReason[] | null;
  /** Who gave it away last. */
  handedOverBy: string | null;
  /** Who held it last, now or before. */
  lastHolder: string | null;
  /** Who is asked first when a complaint comes back. */
  returnTo: string | null;
}

export const whereabouts = [
  'received',
  'triage',
  'pooled',
  'assigned',
  'in-progress',
  'waiting-for-customer',
  'resolved',
  'closed',
] as const;

/** `received` and `triage` wait for their category, `pooled` for somebody; the next three are held; the last are done. */
export type Whereabouts = (typeof whereabouts)[number];

/** Where a complaint is, for whoever gives it out: in the pool is what is open, categorised and held by nobody. */
export function whereaboutsOf(state: ComplaintState): Whereabouts {
  if (!isOpen(state) || state.assignmentId) return state.status as Whereabouts;
  if (state.status === 'triage') return 'triage';
  return state.category ? 'pooled' : 'received';
}

const unknown: Omit<Standing, 'state' | 'correlationId'> = {
  pooledBy: null,
  waiting: null,
  reasons: null,
  handedOverBy: null,
  lastHolder: null,
  returnTo: null,
};

const outOfPool = { pooledBy: null, waiting: null, handedOverBy: null };

/** What one type of event says beyond its meaning to everybody. */
type Note = [type: string, note: (data: object, before: Standing) => Partial<Standing>];

function on<Data extends object>(
  event: EventClass<Data>,
  note: (data: Data, before: Standing) => Partial<Standing>,
): Note {
  return [eventOfClass(event).type, (data, before) => note(data as Data, before)];
}

const notes = new Map<string, (data: object, before: Standing) => Partial<Standing>>([
  on(ComplaintPooled, ({ reason }) => ({ waiting: reason })),
  on(ComplaintAssigned, ({ reasons, specialistId }) => ({ reasons, lastHolder: specialistId, returnTo: null })),
  on(ComplaintReleased, ({ reason }, { state }) =>
    reason === 'handed-over' ? { handedOverBy: state.specialistId ?? null } : {},
  ),
  on(ComplaintReopened, (_, { lastHolder }) => ({ returnTo: lastHolder })),
  on(ComplaintEscalated, () => ({ returnTo: null })),
]);

/** The standing after one event, in journal order; `undefined` until the complaint was submitted. What is void changes nothing. */
export function follow(before: Standing | undefined, event: JournalEvent): Standing | undefined {
  const { state, effect } = fold(before?.state, event);
  if (!state) return undefined;
  if (!before) return { ...unknown, state, correlationId: event.correlationid };
  if (effect.effect === 'void') return before;
  const stays = whereaboutsOf(before.state) === 'pooled';
  return {
    ...before,
    state,
    ...(whereaboutsOf(state) === 'pooled' ? !stays && { pooledBy: event.id } : outOfPool),
    ...(!state.assignmentId && { reasons: null }),
    ...notes.get(event.type)?.(event.data as object, before),
  };
}

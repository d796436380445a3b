import {
  type AssigningReason,
  ComplaintAssigned,
  ComplaintPooled,
  ComplaintReleased,
  type EventClass,
  eventOfClass,
  type JournalEvent,
  type PoolingReason,
  WorkStarted,
} from '@redress/contracts';

/** Where a complaint stands, as far as this service's own decisions made it so. */
export interface Standing {
  status: 'received' | 'pooled' | 'assigned' | 'in-progress';
  episode: number;
  pooledBy: string | null;
  waiting: PoolingReason | null;
  assignmentId: string | null;
  specialistId: string | null;
  reasons: AssigningReason[] | null;
  handedOverBy: string | null;
  /** How many of the own events are in this standing already. */
  said: number;
}

const nobody = { assignmentId: null, specialistId: null, reasons: null };

function isOf<Data extends object>(event: JournalEvent, data: EventClass<Data>): event is JournalEvent<Data> {
  return event.type === eventOfClass(data).type;
}

/** The standing after one of the service's own events, come back from the journal. What it holds already changes nothing. */
export function recall(before: Standing, event: JournalEvent): Standing {
  if (event.sourceseq <= before.said) return before;
  const standing = { ...before, said: event.sourceseq };
  if (isOf(event, ComplaintPooled)) {
    const { episode, reason } = event.data;
    return { ...standing, ...nobody, status: 'pooled', episode, waiting: reason };
  }
  if (isOf(event, ComplaintAssigned)) {
    const { assignmentId, specialistId, reasons } = event.data;
    const held = { assignmentId, specialistId, reasons };
    return { ...standing, ...held, status: 'assigned', pooledBy: null, waiting: null, handedOverBy: null };
  }
  if (isOf(event, ComplaintReleased)) {
    const handedOverBy = event.data.reason === 'handed-over' ? before.specialistId : null;
    return { ...standing, ...nobody, status: 'pooled', pooledBy: event.id, waiting: null, handedOverBy };
  }
  if (isOf(event, WorkStarted) && before.assignmentId === event.data.assignmentId) {
    return { ...standing, status: 'in-progress' };
  }
  return standing;
}

import { randomUUIDv7 } from 'node:crypto';
import { type EventClass, type JournalEvent, type Topic, topics } from '@redress/contracts';

/** An event on its way to the journal. */
export interface EventSaying {
  kind: 'event';
  event: EventClass;
  /** The event's id, known before it is said, so that words can be sealed under it. */
  id: string;
  complaintId: string;
  correlationId: string;
  causationId?: string;
  /** When it happened; absent: when it is stored. */
  at?: Date;
  data: object;
}

/** A document on its way to a topic of documents (`specialists`, `assignments`, `notifications`, `submission-verdicts`). */
export interface DocumentSaying {
  kind: 'document';
  topic: Topic;
  key: string;
  document: object;
}

export type Saying = EventSaying | DocumentSaying;

/** What an event follows from: the event that caused it, or the complaint alone when a person did. */
export type Cause = Pick<JournalEvent, 'subject' | 'correlationid'> & { id?: string };

/**
 * Says that `event` happened to the complaint of `cause`.
 * A cause with an `id` becomes the event's `causationid`; it must be an event that lies on the journal already.
 */
export function say<Data extends object>(
  event: EventClass<Data>,
  cause: Cause,
  data: Data,
  { id = randomUUIDv7(), at }: { id?: string; at?: Date } = {},
): EventSaying {
  return {
    kind: 'event',
    event,
    id,
    complaintId: cause.subject,
    correlationId: cause.correlationid,
    ...(cause.id && { causationId: cause.id }),
    ...(at && { at }),
    data,
  };
}

/** Puts a whole document under its key. Never on the journal: what happens there is an event. */
export function post(
  topic: Exclude<Topic, 'complaints' | 'submissions'>,
  key: string,
  document: object,
): DocumentSaying {
  return { kind: 'document', topic: topics[topic].name, key, document };
}

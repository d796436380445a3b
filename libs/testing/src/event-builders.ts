import { randomUUIDv7 } from 'node:crypto';
import {
  ComplaintAssigned,
  ComplaintCategorised,
  ComplaintPooled,
  ComplaintReleased,
  ComplaintSubmitted,
  type EventClass,
  eventOfClass,
  type JournalEvent,
  WorkStarted,
} from '@redress/contracts';

/** What of the envelope a test may want to say; the rest is filled in so that the contract holds. */
export type About = Partial<
  Pick<JournalEvent, 'id' | 'subject' | 'sourceseq' | 'time' | 'causationid' | 'correlationid'>
>;

function builder<Data extends object>(event: EventClass<Data>, defaults: () => Data) {
  return (data: Partial<Data> = {}, about: About = {}): JournalEvent<Data> => {
    const { saidBy, type } = eventOfClass(event);
    const subject = about.subject ?? randomUUIDv7();
    return {
      specversion: '1.0',
      id: randomUUIDv7(),
      source: saidBy,
      type,
      time: '2026-11-22T19:05:00.000Z',
      subject,
      datacontenttype: 'application/json',
      correlationid: subject,
      sourceseq: 1,
      ...about,
      data: { ...defaults(), ...data },
    };
  };
}

export const aComplaintSubmitted = builder(ComplaintSubmitted, () => ({
  reference: 'R-7K3M-9QXZ',
  channel: 'account',
  language: 'ru',
  receivedAt: '2026-11-22T19:05:00.000Z',
  promisedBy: '2026-11-24T19:05:00.000Z',
  sealed: 'v1.AAAA',
}));

export const aComplaintCategorised = builder(ComplaintCategorised, () => ({
  category: 'withdrawals' as const,
  tags: [],
  confidence: 0.9,
  complexity: 'simple' as const,
  priority: 'normal' as const,
  decision: 'auto' as const,
  model: 'keywords-1',
  spans: [],
}));

export const aComplaintPooled = builder(ComplaintPooled, () => ({ episode: 1, reason: 'nobody-free' as const }));

export const aComplaintAssigned = builder(ComplaintAssigned, () => ({
  assignmentId: randomUUIDv7(),
  specialistId: 'ivan',
  by: 'rule' as const,
  reasons: ['skilled-category' as const, 'skilled-language' as const, 'fewest-open' as const],
}));

export const aComplaintReleased = builder(ComplaintReleased, () => ({
  assignmentId: randomUUIDv7(),
  reason: 'handed-over' as const,
}));

export const aWorkStarted = builder(WorkStarted, () => ({ assignmentId: randomUUIDv7() }));

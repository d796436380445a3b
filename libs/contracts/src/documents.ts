import type { Category, Complexity } from './categories.js';

/** What a specialist can take: one category in one language. */
export interface Skill {
  category: Category;
  language: string;
}

/** A stretch of the working week, in the deployment's time zone; `to` may lie after midnight of the next day. */
export interface Shift {
  /** ISO weekdays, 1 = Monday … 7 = Sunday. */
  days: number[];
  /** `HH:MM` */
  from: string;
  /** `HH:MM`; not after `from` means the next day. */
  to: string;
}

/** A record of `specialists`. An empty `shifts` means around the clock. */
export interface SpecialistDocument {
  specialistId: string;
  name: string;
  skills: Skill[];
  capacity: number;
  shifts: Shift[];
  retired: boolean;
  version: number;
  at: string;
}

/** One complaint in a specialist's queue. */
export interface QueuedComplaint {
  complaintId: string;
  reference: string;
  /** `waiting-for-customer`: nothing to do until the customer answers. */
  status: 'assigned' | 'in-progress' | 'waiting-for-customer';
  episode: number;
  category: Category;
  tags: Category[];
  language: string;
  complexity: Complexity;
  due: string;
  reason: string;
}

/** A record of `assignments`: the whole queue, in due order. */
export interface AssignmentsDocument {
  specialistId: string;
  complaints: QueuedComplaint[];
  version: number;
  at: string;
}

export type NoticeState = 'queued' | 'sent' | 'failed' | 'bounced' | 'suppressed' | 'uncertain';

/** A record of `notifications`: one change of one notice's state. */
export interface NotificationDocument {
  noticeId: string;
  complaintId: string;
  template: string;
  channel: 'email' | 'account';
  state: NoticeState;
  reason?: string;
  causationid: string;
  at: string;
}

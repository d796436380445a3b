import { randomUUIDv7 } from 'node:crypto';
import type { TakenNotice } from '../storage/due-notices.js';

/** A notice in the hands of who sends it. */
export const aTakenNotice = (about: Partial<TakenNotice> = {}): TakenNotice => ({
  noticeId: randomUUIDv7(),
  complaintId: randomUUIDv7(),
  causationId: randomUUIDv7(),
  person: 'customer',
  template: 'received',
  channel: 'email',
  attempts: 1,
  doubts: 0,
  createdAt: new Date(),
  wasAbandoned: false,
  told: {},
  sealed: null,
  submission: null,
  complaint: null,
  other: null,
  ...about,
});

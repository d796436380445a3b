import type { Tables } from '@redress/messaging';

/** Which tables of this service the journal fills, and which are its own, from backup. */
export const intakeTables: Tables = {
  folded: [
    { name: 'complaint_state', key: ['complaint_id'] },
    { name: 'timeline_entry', key: ['event_id'], ranked: { column: 'position', within: 'complaint_id' } },
  ],
  own: ['owned_complaint', 'idempotency_key', 'channel_submission'],
};

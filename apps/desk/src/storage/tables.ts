import type { Tables } from '@redress/messaging';
import { timelineTables } from '@redress/timeline';

/** Which tables of this service the journal fills, and which are its own, from backup. */
export const deskTables: Tables = {
  folded: [
    ...timelineTables,
    { name: 'held_complaint', key: ['complaint_id', 'specialist_id'] },
    { name: 'searchable_words', key: ['event_id'] },
  ],
  own: ['specialist', 'complaint_read'],
};

import type { FoldedTable } from '@redress/messaging';

/** The tables that {@link timelineMigrations} makes: the journal alone fills them. */
export const timelineTables: FoldedTable[] = [
  { name: 'complaint_state', key: ['complaint_id'] },
  { name: 'timeline_entry', key: ['event_id'], ranked: { column: 'position', within: 'complaint_id' } },
];

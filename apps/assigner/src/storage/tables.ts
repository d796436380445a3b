import type { Tables } from '@redress/messaging';

/** Which tables of this service the journal fills, and which are its own, from backup. */
export const assignerTables: Tables = {
  folded: [
    { name: 'complaint', key: ['complaint_id'] },
    { name: 'former_holder', key: ['complaint_id', 'specialist_id'] },
  ],
  // Whom leads made, who is present, and what each holds: counted with every claim, and equal wherever `complaint` is.
  own: ['specialist', 'queue_change'],
};

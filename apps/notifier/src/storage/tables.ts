import type { Tables } from '@redress/messaging';

/** Which tables of this service the journal fills, and which are its own, from backup. */
export const notifierTables: Tables = {
  folded: [{ name: 'told_complaint', key: ['complaint_id'] }],
  // The ledger: what was sent is not on the journal.
  own: ['notice'],
};

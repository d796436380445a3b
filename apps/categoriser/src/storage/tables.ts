import type { Tables } from '@redress/messaging';

/** Which tables of this service the journal fills, and which are its own, from backup. */
export const categoriserTables: Tables = {
  folded: [],
  own: [],
};

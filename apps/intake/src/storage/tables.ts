import type { Tables } from '@redress/messaging';
import { timelineTables } from '@redress/timeline';

/** Which tables of this service the journal fills, and which are its own, from backup. */
export const intakeTables: Tables = {
  folded: timelineTables,
  own: ['owned_complaint', 'channel_submission', 'preference', 'way_in'],
};

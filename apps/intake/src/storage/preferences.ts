import type { PreferencesChanged } from '@redress/contracts';
import type { Transaction } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { awaitNewComplaints } from './settle-preferences.js';

const ofCustomers = `
  SELECT customer_id AS "customerId", language, mails FROM preference WHERE customer_id = ANY($1::text[])`;

const keep = `
  INSERT INTO preference (customer_id, language, mails) VALUES ($1, $2, $3)
  ON CONFLICT (customer_id) DO UPDATE SET language = excluded.language, mails = excluded.mails, changed_at = now()`;

/** How these customers want to be written to, as far as they said it. */
export async function preferencesOf(
  database: Transaction | DataSource,
  customerIds: string[],
): Promise<Map<string, PreferencesChanged>> {
  const rows: { customerId: string; language: string | null; mails: PreferencesChanged['mails'] }[] =
    await database.query(ofCustomers, [[...new Set(customerIds)]]);
  return new Map(rows.map(({ customerId, language, mails }) => [customerId, { ...(language && { language }), mails }]));
}

/**
 * Keeps what a customer wants from now on, in the place of all that was said before. Waits for their complaints that are
 * being accepted: those are seen after this, and those that come later know what is kept here.
 */
export async function keepPreferences(
  tx: Transaction,
  customerId: string,
  { language, mails }: PreferencesChanged,
): Promise<void> {
  await tx.query(awaitNewComplaints, [customerId]);
  await tx.query(keep, [customerId, language ?? null, JSON.stringify(mails)]);
}

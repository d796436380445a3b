import type { PreferencesChanged } from '@redress/contracts';
import type { Transaction } from '@redress/messaging';
import type { DataSource } from 'typeorm';

const ofCustomers = `
  SELECT customer_id AS "customerId", language, mails FROM preference WHERE customer_id = ANY($1::text[])`;

const keep = `
  INSERT INTO preference (customer_id, language, mails) VALUES ($1, $2, $3)
  ON CONFLICT (customer_id) DO UPDATE SET language = excluded.language, mails = excluded.mails, changed_at = now()`;

/** As above; whoever changes them meanwhile waits, and then knows what is decided on them here. */
const heldOfCustomers = `${ofCustomers} ORDER BY customer_id FOR SHARE`;

/** How these customers want to be written to, as far as they said it; `held` until the transaction ends. */
export async function preferencesOf(
  database: Transaction | DataSource,
  customerIds: string[],
  { held = false } = {},
): Promise<Map<string, PreferencesChanged>> {
  const rows: { customerId: string; language: string | null; mails: PreferencesChanged['mails'] }[] =
    await database.query(held ? heldOfCustomers : ofCustomers, [[...new Set(customerIds)]]);
  return new Map(rows.map(({ customerId, language, mails }) => [customerId, { ...(language && { language }), mails }]));
}

/** Keeps what a customer wants from now on, in the place of all that was said before. */
export async function keepPreferences(
  tx: Transaction,
  customerId: string,
  { language, mails }: PreferencesChanged,
): Promise<void> {
  await tx.query(keep, [customerId, language ?? null, JSON.stringify(mails)]);
}

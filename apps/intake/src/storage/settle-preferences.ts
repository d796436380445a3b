/**
 * How customers want to be written to, and that they have a new complaint, are decided in different transactions, each of
 * which must know of the other. A row to lock need not be there yet, so they take turns by advisory locks. Customers
 * share these, so that a batch never takes more than the database has room for.
 */
const shared = 128;
const lockOf = (customerId: string) => `hashtext(${customerId}) & ${shared - 1}`;
const kind = `hashtext('preference')`;

/** Waits for all new complaints of a customer that are being accepted; holds up more until the transaction ends. */
export const awaitNewComplaints = `SELECT pg_advisory_xact_lock(${kind}, ${lockOf('$1')})`;

/**
 * A query for one row, `taken`: more than zero once nobody changes the preferences of these customers any more. Until the
 * transaction ends nobody does. Only a statement after the one that it is part of sees what was changed meanwhile.
 * Always in the same order, so that nobody waits in a circle.
 */
export const settlePreferencesOf = (customerIds: string): string => `
  SELECT count(pg_advisory_xact_lock_shared(${kind}, lock)) AS taken
  FROM (SELECT DISTINCT ${lockOf('id')} AS lock FROM unnest(${customerIds}) AS customer (id) ORDER BY lock) AS locks`;

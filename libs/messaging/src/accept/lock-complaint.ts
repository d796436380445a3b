import type { Transaction } from '../hears.js';

const lock = `
  INSERT INTO spoken (complaint_id, seq) VALUES ($1, 0)
  ON CONFLICT (complaint_id) DO UPDATE SET seq = spoken.seq`;

/**
 * Makes everybody else who decides about this complaint in this service wait until the transaction ends: what is read of
 * it after this, what is pending included, stays true until it is decided upon.
 */
export async function lockComplaint(tx: Transaction, complaintId: string): Promise<void> {
  await tx.query(lock, [complaintId]);
}

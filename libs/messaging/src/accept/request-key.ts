import { Problem } from '@redress/bootstrap';
import { limits } from '@redress/contracts';
import type { Transaction } from '../hears.js';
import { fingerprint } from './fingerprint.js';

const printable = /^[\x20-\x7e]+$/;

/** A request's `Idempotency-Key`, for one person, with what was asked under it. */
export interface RequestKey {
  /** Keys of different people never meet. */
  principal: string;
  key: string;
  bodyHash: Buffer;
}

// A request with the same key that is still open is waited for: the second one then finds the key taken.
const take = `
  INSERT INTO idempotency_key (principal, key, body_hash, complaint_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING complaint_id`;

const takenBefore = `
  SELECT complaint_id AS "complaintId", body_hash AS "bodyHash" FROM idempotency_key
  WHERE principal = $1 AND key = $2`;

/**
 * The key of a request, when it was sent with one. `asked` is everything that makes it this request: the parsed body, and
 * for an act on a complaint its name and the complaint. Throws a 400 problem for a key that is none.
 */
export function requestKeyOf(principal: string, key: string | undefined, asked: unknown): RequestKey | undefined {
  if (key === undefined) return undefined;
  if (key.length > limits.idempotencyKey || !printable.test(key)) {
    throw Problem.invalid('Send an Idempotency-Key of 1 to 128 printable ASCII characters, or none.', [
      { path: 'Idempotency-Key', message: `must be 1 to ${limits.idempotencyKey} printable ASCII characters` },
    ]);
  }
  return { principal, key, bodyHash: fingerprint(asked) };
}

/** Stands where a complaint's id would, in the row of a key that was taken for many complaints or none. */
const noSingleComplaint = '00000000-0000-0000-0000-000000000000';

/**
 * Takes a key for what is being decided about a complaint, or about many at once; to be called before anything is
 * written. `undefined`: the key is new, or there is none, and the work is to be done; else what the key was taken for
 * before: the work is done, and its answer is to be given again. Throws a 422 problem when something else was asked under
 * the key.
 */
export async function takeKey(
  tx: Transaction,
  key: RequestKey | undefined,
  complaintId: string = noSingleComplaint,
): Promise<string | undefined> {
  if (!key) return undefined;
  const taken: unknown[] = await tx.query(take, [key.principal, key.key, key.bodyHash, complaintId]);
  if (taken.length > 0) return undefined;
  const [before]: { complaintId: string; bodyHash: Buffer }[] = await tx.query(takenBefore, [key.principal, key.key]);
  if (!before?.bodyHash.equals(key.bodyHash)) {
    throw Problem.keyReused('This Idempotency-Key was used with another request. Send a new key with a new request.');
  }
  return before.complaintId;
}

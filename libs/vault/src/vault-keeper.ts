import { type ComplaintKey, makeKey, unwrap, wrap } from './complaint-key.js';
import type { Connection, WrappedKey } from './connection.js';

const storeKeys =
  'INSERT INTO vault.complaint_key (complaint_id, wrapped) SELECT * FROM unnest($1::uuid[], $2::bytea[])';

/** The writing side of the vault: intake's alone. */
export class VaultKeeper {
  constructor(private readonly masterKey: Buffer) {}

  /** Makes a complaint's key and stores it, wrapped, in the transaction that accepts the complaint. Fails when it has one. */
  async issue(tx: Connection, complaintId: string): Promise<ComplaintKey> {
    const [key] = await this.issueMany(tx, [complaintId]);
    return key as ComplaintKey;
  }

  /** As `issue`, for many complaints with one query; the keys are in the order of the complaints. */
  async issueMany(tx: Connection, complaintIds: readonly string[]): Promise<ComplaintKey[]> {
    const keys = complaintIds.map(makeKey);
    await tx.query(storeKeys, [complaintIds, keys.map((key) => wrap(this.masterKey, key))]);
    return keys;
  }

  /** Deletes these keys: whatever was sealed under them cannot be opened any more, wherever it lies. */
  async forget(tx: Connection, complaintIds: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM vault.complaint_key WHERE complaint_id = ANY($1::uuid[])', [complaintIds]);
  }

  /** The key of a complaint; `undefined` when it has none, or none any more. Throws a `VaultError` when it does not unwrap. */
  async find(tx: Connection, complaintId: string): Promise<ComplaintKey | undefined> {
    const [row] = (await tx.query(
      'SELECT complaint_id, wrapped FROM vault.complaint_key WHERE complaint_id = $1::uuid',
      [complaintId],
    )) as WrappedKey[];
    return row && unwrap(this.masterKey, complaintId, row.wrapped);
  }
}

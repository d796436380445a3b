import { type ComplaintKey, unwrap } from './complaint-key.js';
import type { Connection, WrappedKey } from './connection.js';
import { unseal } from './seal.js';

/** The sealed words of one event of one complaint. */
export interface SealedWords {
  complaintId: string;
  eventId: string;
  sealed: string;
}

/** The reading side of the vault. */
export class VaultReader {
  constructor(
    private readonly connection: Connection,
    private readonly masterKey: Buffer,
  ) {}

  /**
   * Opens many sealed words with one query, in the order asked for. `undefined` stands for redacted words: their key was
   * deleted. Throws a `VaultError` when any of the others does not open; the database's own errors pass through.
   */
  async open<Words extends object>(asked: readonly SealedWords[]): Promise<(Words | undefined)[]> {
    if (asked.length === 0) return [];
    const keys = await this.keys(asked.map((words) => words.complaintId));
    return asked.map(({ complaintId, eventId, sealed }) => {
      const key = keys.get(complaintId.toLowerCase());
      return key && unseal<Words>(key, eventId, sealed);
    });
  }

  /** The key of a complaint, to seal more words under; `undefined` when it was deleted. Throws a `VaultError` when it does not unwrap. */
  async find(complaintId: string): Promise<ComplaintKey | undefined> {
    return (await this.keys([complaintId])).get(complaintId.toLowerCase());
  }

  private async keys(complaintIds: string[]): Promise<Map<string, ComplaintKey>> {
    const rows = (await this.connection.query(
      'SELECT complaint_id, wrapped FROM vault.complaint_key WHERE complaint_id = ANY($1::uuid[])',
      [[...new Set(complaintIds)]],
    )) as WrappedKey[];
    return new Map(
      rows.map((row) => [row.complaint_id, unwrap(this.masterKey, row.complaint_id, row.wrapped)] as const),
    );
  }
}

import { randomBytes } from 'node:crypto';
import { close, open } from './box.js';
import { VaultError } from './vault-error.js';

const keyBytes = 32;

/** A complaint's own key: 32 random bytes, in the clear only in memory. Without it the complaint's words are gone. */
export interface ComplaintKey {
  complaintId: string;
  key: Buffer;
}

/** Reads the master key from base64. Throws a {@link VaultError} unless it is 32 bytes. */
export function parseMasterKey(base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.length === keyBytes) return key;
  throw new VaultError(
    'invalid-master-key',
    `a master key is ${keyBytes} bytes in base64, this one has ${key.length}; make one with: openssl rand -base64 ${keyBytes}`,
  );
}

/** A new random key for a complaint. */
export function makeKey(complaintId: string): ComplaintKey {
  return { complaintId, key: randomBytes(keyBytes) };
}

/** The key as it is stored: closed by the master key and bound to its complaint. */
export function wrap(masterKey: Buffer, { complaintId, key }: ComplaintKey): Buffer {
  return close(masterKey, complaintId.toLowerCase(), key);
}

/** The key from its stored form. Throws a {@link VaultError} when the master key is another one. */
export function unwrap(masterKey: Buffer, complaintId: string, wrapped: Buffer): ComplaintKey {
  const key = open(masterKey, complaintId.toLowerCase(), wrapped);
  if (key?.length === keyBytes) return { complaintId, key };
  throw new VaultError('unreadable-key', `the key of complaint ${complaintId} does not open with this master key`);
}

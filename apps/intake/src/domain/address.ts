import { createHmac } from 'node:crypto';

/** The same for two spellings of an address that reach the same person. */
function normalised(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** What an address is known by without being written down: nobody without the key can tell whose it is, or try addresses. */
export function addressMark(key: Buffer, email: string): Buffer {
  return createHmac('sha256', key).update(normalised(email)).digest();
}

import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Spells 40 bits as a reference: eight digits of five bits in Crockford's alphabet. */
export function referenceFrom(bytes: Buffer): string {
  const bits = bytes.readUIntBE(0, 5);
  const digits = Array.from({ length: 8 }, (_, nth) => alphabet[Math.floor(bits / 32 ** (7 - nth)) % 32]).join('');
  return `R-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** A new reference that nobody can guess. One among 10^12, so a clash is unlikely, not impossible. */
export function drawReference(): string {
  return referenceFrom(randomBytes(5));
}

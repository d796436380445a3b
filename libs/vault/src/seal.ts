import { close, open } from './box.js';
import type { ComplaintKey } from './complaint-key.js';
import { VaultError } from './vault-error.js';

const version = 'v1.';

/** Seals an event's personal words under its complaint's key. What comes out opens for the same event only. */
export function seal({ key }: ComplaintKey, eventId: string, words: object): string {
  return version + close(key, eventId, Buffer.from(JSON.stringify(words))).toString('base64url');
}

/** The words that were sealed for this event. Throws a {@link VaultError}. */
export function unseal<Words extends object>({ key }: ComplaintKey, eventId: string, sealed: string): Words {
  if (!sealed.startsWith(version)) {
    throw new VaultError('malformed', `the sealed words of event ${eventId} are of no version known here`);
  }
  const content = open(key, eventId, Buffer.from(sealed.slice(version.length), 'base64url'));
  if (!content) throw new VaultError('tampered', `the sealed words of event ${eventId} do not open`);
  try {
    return JSON.parse(content.toString()) as Words;
  } catch {
    // The parser's message quotes the words.
    throw new VaultError('malformed', `the sealed words of event ${eventId} are not JSON`);
  }
}

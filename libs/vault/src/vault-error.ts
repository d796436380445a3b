export type VaultErrorCode = 'invalid-master-key' | 'unreadable-key' | 'malformed' | 'tampered';

/**
 * The vault cannot open something, and trying again would not help.
 * `unreadable-key`: the complaint's key was not wrapped by this master key; `malformed`: not a sealed text of a known
 * version; `tampered`: the text or the event it belongs to is not what was sealed. The message carries no words.
 */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  constructor(
    readonly code: VaultErrorCode,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

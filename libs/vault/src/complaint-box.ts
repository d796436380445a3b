import { Logger } from '@nestjs/common';
import { seal } from './seal.js';
import { VaultError } from './vault-error.js';
import type { VaultReader } from './vault-reader.js';

/** Keeps documents that hold the words of a complaint under its own key: once that is deleted, nothing opens them. */
export class ComplaintBox {
  constructor(
    private readonly vault: VaultReader,
    private readonly complaintId: string,
  ) {}

  /** The document, sealed; it opens under the same name only. `undefined` when there is no key to seal it with. */
  async close(name: string, document: object): Promise<string | undefined> {
    const key = await orNothing(() => this.vault.find(this.complaintId));
    return key && seal(key, name, document);
  }

  /** The document that was sealed under this name; `undefined` when its key is gone, or when it does not open: the log tells why. */
  async open(name: string, sealed: string): Promise<object | undefined> {
    const asked = { complaintId: this.complaintId, eventId: name, sealed };
    const opened = await orNothing(() => this.vault.open<object>([asked]));
    return opened?.[0];
  }
}

/** What the vault cannot open is as good as gone; a vault that is away is not. */
async function orNothing<Found>(find: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    new Logger('Vault').error(`Stays closed: ${error.message}`);
    return undefined;
  }
}

import { hkdfSync } from 'node:crypto';
import { addressMark } from './domain/address.js';

/** A key for one purpose; whoever knows it learns nothing of the master key, nor of the other purposes' keys. */
export function derivedKey(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `redress intake ${purpose}`, 32));
}

/** Knows addresses again without writing them down. */
export class Addresses {
  constructor(private readonly key: Buffer) {}

  /** The mark of an address; the same for every spelling of it. */
  markOf(email: string): Buffer {
    return addressMark(this.key, email);
  }
}

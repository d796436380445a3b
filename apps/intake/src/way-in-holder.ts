import type { Principal, Role } from '@redress/bootstrap';

/** Who was let in by an address. Only our own check of our own tokens makes one: nobody can pretend to be one by name. */
export class WayInHolder implements Principal {
  readonly roles: Role[] = ['customer'];
  readonly sub: string;

  constructor(
    readonly email: string,
    /** Of the address: their complaints are those that have it. */
    readonly addressMark: Buffer,
  ) {
    this.sub = `way-in:${addressMark.toString('base64url')}`;
  }
}

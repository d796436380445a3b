import type { Principal, Role } from '@redress/bootstrap';

/** What the `sub` of those begins with who were let in by an address. */
export const wayInSub = 'way-in:';

/** Who was let in by an address. Only our own check of our own tokens makes one: nobody can pretend to be one by name. */
export class WayInHolder implements Principal {
  readonly roles: Role[] = ['customer'];
  readonly sub: string;

  constructor(
    readonly email: string,
    /** Of the address: their complaints are those that have it. */
    readonly addressMark: Buffer,
  ) {
    this.sub = `${wayInSub}${addressMark.toString('base64url')}`;
  }
}

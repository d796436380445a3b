import { randomBytes } from 'node:crypto';

/** A new id for a cluster: 16 random bytes in 22 characters; the first must not look like a flag to the format tool. */
export function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

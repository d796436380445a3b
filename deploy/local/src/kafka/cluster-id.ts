import { createHash } from 'node:crypto';

/** The id of the cluster that keeps its data for this folder: 16 bytes in 22 characters, the first of which is a letter. */
export function clusterId(dataDir: string): string {
  const id = createHash('sha256').update(dataDir).digest().subarray(0, 16).toString('base64url');
  // The format tool would take a hyphen for the beginning of a flag.
  return `R${id.slice(1)}`;
}

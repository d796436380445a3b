import { createHash } from 'node:crypto';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** The same for two JSON values exactly when they are equal after parsing: order of keys and white space do not count. */
export function fingerprint(parsed: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(canonical(parsed)))
    .digest();
}

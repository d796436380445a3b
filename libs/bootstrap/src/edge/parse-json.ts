/** Deeper than any body of ours, and shallow enough for whatever walks it. */
const deepest = 32;

/** Keys that reach for prototypes, or that every object has: what checks bodies would drop them unsaid. No body of ours has them. */
const isReaching = (key: string): boolean => key === 'prototype' || key in Object.prototype;

/** Not JSON as the edges take it. The message says what to do, without the parser's own, which quotes the text. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

function isSound(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) throw new NotJson(`The body is nested too deep; ${deepest} levels are the most.`);
  return !Object.keys(value).some(isReaching) && Object.values(value).every((inner) => isSound(inner, levels - 1));
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Reads JSON in strict UTF-8, without keys that reach for prototypes, not nested too deep. Throws {@link NotJson}. */
export function parseJson(bytes: Uint8Array): unknown {
  const value = parse(bytes);
  if (value === undefined || !isSound(value, deepest)) {
    throw new NotJson('The body is not JSON in UTF-8. Send a JSON object.');
  }
  return value;
}

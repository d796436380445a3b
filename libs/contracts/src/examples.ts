import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An example file: one whole event as it may lie on the journal for ever. */
export interface Example {
  /** `<event>/<event>.v<version>.example-<name>.json` */
  path: string;
  event: string;
  version: number;
  text: string;
  sha256: string;
}

const examplePath = /^([a-z-]+)\/\1\.v(\d+)\.example-[a-z-]+\.json$/;

/** Every JSON file beside the contracts. Throws when one is not named as an example. */
export function readExamples(folder: string): Example[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  return paths.sort().map((path) => {
    const [, event, version] = examplePath.exec(path.replaceAll('\\', '/')) ?? [];
    if (!event) throw new Error(`${path}: an example is <event>/<event>.v<version>.example-<name>.json`);
    const text = readFileSync(join(folder, path), 'utf8');
    return { path, event, version: Number(version), text, sha256: createHash('sha256').update(text).digest('hex') };
  });
}

/**
 * What is wrong with the examples by the list of all that were ever written: they may be added to, never changed or
 * taken away, since events like them lie on the journal.
 */
export function broken(lock: Record<string, string>, examples: readonly Example[]): string[] {
  const present = new Map(examples.map(({ path, sha256 }) => [path, sha256]));
  return [
    ...examples
      .filter(({ path }) => !(path in lock))
      .map(({ path, sha256 }) => `new: add this line to examples.lock.json: "${path}": "${sha256}"`),
    ...Object.entries(lock)
      .filter(([path, sha256]) => present.get(path) !== sha256)
      .map(([path]) => `${path}: ${present.has(path) ? 'changed' : 'gone'}; put it back and write another example`),
  ];
}

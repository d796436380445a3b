import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** One exact replacement in a built file, named from `dist`. */
export interface Patch {
  file: string;
  from: string;
  to: string;
}

/** Copies the built code beside a link to its packages; gives the folder, whose `dist` may be changed freely. */
export function copyBuild(dist: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-mutation-'));
  const modules = join(dirname(dist), 'node_modules');
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  symlinkSync(resolve(modules), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  mkdirSync(join(folder, 'data'));
  return folder;
}

/** Throws when a string is not there exactly once: what is to be broken has changed, and so must the mutation. */
export function applyPatches(folder: string, patches: readonly Patch[]): void {
  for (const { file, from, to } of patches) {
    const path = join(folder, 'dist', file);
    const code = readFileSync(path, 'utf8');
    const places = code.split(from).length - 1;
    if (places !== 1)
      throw new Error(`${file} holds ${JSON.stringify(from)} ${places} times, not once: mend the mutation`);
    writeFileSync(
      path,
      code.replace(from, () => to),
    );
  }
}

import { execFileSync } from 'node:child_process';
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

/** What of the patches no longer fits the built code: a string must be there exactly once. */
export function misfits(dist: string, patches: readonly Patch[]): string[] {
  return patches.flatMap(({ file, from }) => {
    const places = readFileSync(join(dist, file), 'utf8').split(from).length - 1;
    return places === 1 ? [] : [`${file} holds ${JSON.stringify(from)} ${places} times, not once`];
  });
}

/** Changes a copy and bundles it anew. The patches must fit. */
export function applyPatches(folder: string, dist: string, patches: readonly Patch[]): void {
  for (const { file, from, to } of patches) {
    const path = join(folder, 'dist', file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(from, () => to),
    );
  }
  execFileSync(process.execPath, [join(dirname(dist), 'deploy/bundle.mjs'), join(folder, 'dist')]);
}

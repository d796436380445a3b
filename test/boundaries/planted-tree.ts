import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '..', '..');

/** What a file imports; a path beginning with `type ` is imported for its types only. */
export type Tree = Record<string, string[]>;

export interface Violation {
  rule: string;
  from: string;
}

export interface Inspection {
  rules: string[];
  violations: Violation[];
}

interface Report {
  summary: {
    violations: { from: string; rule: { name: string } }[];
    ruleSetUsed: { forbidden: { name: string }[] };
  };
}

function source(imports: string[]): string {
  const lines = imports.map((path, n) =>
    path.startsWith('type ') ? `export type { it as it${n} } from '${path.slice(5)}';` : `import '${path}';`,
  );
  return [...lines, 'export const it = 1;', ''].join('\n');
}

/** Plants files in a folder of their own, beside copies of our settings, and tells which of our rules they break. */
export async function inspect(tree: Tree): Promise<Inspection> {
  const folder = await mkdtemp(join(tmpdir(), 'boundaries-'));
  try {
    for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'tsconfig.base.json', 'package.json']) {
      await cp(join(repository, name), join(folder, name));
    }
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [path, imports] of Object.entries(tree)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), source(imports));
    }
    return await cruise(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function cruise(folder: string): Promise<Inspection> {
  const program = join(repository, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const settings = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, ...settings, 'apps', 'libs', 'deploy', 'test'],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(stdout) as Report;
  return {
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
    violations: summary.violations.map(({ from, rule }) => ({ rule: rule.name, from })),
  };
}

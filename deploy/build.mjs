// What `npm run build` runs: compiles everything into dist, joins what the services load, and stamps when it began, so
// that `npm start` builds again only what was saved since.
import { spawnSync } from 'node:child_process';
import { utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const unbuilt = ['**/*.spec.ts', '**/*-spec.ts', '**/tsconfig*.json', '**/*.d.mts'];
const compile = ['apps', 'libs', 'deploy', 'test', '-d', 'dist', '--copy-files', '--ignore', unbuilt.join(), '-q'];
const stamp = join(home, 'dist/.built');
const began = Date.now() / 1000;

function run(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: home, stdio: 'inherit' });
  if (error) process.stderr.write(`${program} cannot be run: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

run('swc', compile);
run('node', ['deploy/bundle.mjs']);
writeFileSync(stamp, '');
utimesSync(stamp, began, began);

#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = resolve(fileURLToPath(import.meta.url), '../../../..');
const program = join(home, 'dist', 'apps', 'redress', 'src', 'main.js');
const launcher = join(home, 'deploy', 'local', 'start.mjs');
const ownNode = join(home, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const args = process.argv.slice(2);

/** Runs a program in this one's place: its end is ours, and signals are its to answer. */
function become(command, commandArgs) {
  const child = spawn(command, commandArgs, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`redress: ${command} cannot be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

if (args[0] === 'start') {
  become(process.execPath, [launcher, ...args.slice(1)]);
} else if (!existsSync(program)) {
  process.stderr.write(`Redress is not built yet in ${home}: run npm start there first.\n`);
  process.exitCode = 1;
} else {
  become(existsSync(ownNode) ? ownNode : process.execPath, [
    '--disable-warning=TimeoutNegativeWarning',
    program,
    ...args,
  ]);
}

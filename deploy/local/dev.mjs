// What `npm run dev` runs: `npm start` and, on every change, a build and new processes of the services it concerns.
import { spawn } from 'node:child_process';
import { readFileSync, watch } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './arguments.js';
import './start.mjs';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** An editor saves in several steps. */
const settleMs = 200;
/** Apps by their names, and `libs` or `deploy` for whatever changed there. */
const changed = new Set();
let timer;
let building = false;

const say = (line) => process.stdout.write(`${line}\n`);

function notice(folder, path) {
  if (!path || !/\.(ts|js|mjs|json|eta)$/.test(path) || /[.-]spec\.ts$/.test(path)) return;
  changed.add(folder === 'apps' ? path.split(sep)[0] : folder);
  buildSoon();
}

function buildSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => void build(), settleMs).unref();
}

/** What runs; undefined until all of it does. */
function running() {
  try {
    const { data } = readArguments(process.argv.slice(2), { env: process.env, cwd: process.cwd(), home });
    const endpoints = JSON.parse(readFileSync(join(data, 'endpoints.json'), 'utf8'));
    return endpoints.ready ? endpoints : undefined;
  } catch {
    return undefined;
  }
}

async function build() {
  if (building || !running()) return buildSoon();
  building = true;
  const concerned = [...changed];
  changed.clear();
  const built = spawn('npm', ['run', '-s', 'build'], { cwd: home, stdio: 'inherit' });
  const failed = await new Promise((resolve) => built.on('error', resolve).on('close', resolve));
  building = false;
  if (changed.size > 0) buildSoon();
  if (!failed) return startAnew(concerned);
  for (const one of concerned) changed.add(one);
  say('The build failed, and what runs stays as it is: mend it and save again');
}

/** Ends the processes of what changed; the launcher starts them again at once. */
function startAnew(concerned) {
  if (concerned.includes('deploy')) say('deploy/local changed: end this and start again to see it');
  const services = Object.entries(running()?.services ?? {}).filter(
    ([service]) => concerned.includes('libs') || concerned.includes(service),
  );
  say(`Built ${concerned.join(', ')}`);
  for (const { pid, instances = [] } of services.map(([, endpoint]) => endpoint)) {
    for (const one of [pid, ...instances.map((instance) => instance.pid)]) end(one);
  }
}

function end(pid) {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended by itself, and what takes its place has the new build.
  }
}

for (const folder of ['apps', 'libs', 'deploy']) {
  watch(join(home, folder), { recursive: true, persistent: false }, (_event, path) => notice(folder, path));
}

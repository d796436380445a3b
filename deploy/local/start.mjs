// What `npm start` runs, on whatever Node 20 or newer is there: installs and builds what is missing, then starts the
// launcher on the project's own Node.
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, UsageError, usage } from './arguments.js';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const packages = join(home, 'node_modules');
const { npm_lifecycle_event: event, npm_package_json: manifest, INIT_CWD: askedFrom } = process.env;
const underNpm = event === 'start' && manifest === join(home, 'package.json');
let child;
let ending = false;

function leave(code, message) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** The newest change below some files and folders, in milliseconds. */
function newest(paths) {
  return paths.reduce((latest, path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return latest;
    const below = found.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : 0;
    return Math.max(latest, found.mtimeMs, below);
  }, 0);
}

/** Runs a program; resolves with its exit code and, unless it shares our terminal, what it said. */
function run(file, args, options) {
  return new Promise((resolve) => {
    let said = '';
    child = spawn(file, args, { cwd: home, ...options });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
    child.on('error', (error) => resolve({ code: 1, said: error.message }));
    child.on('close', (code) => resolve({ code: code ?? (ending ? 0 : 1), said }));
  });
}

async function runNpm(args, purpose) {
  process.stdout.write(`${purpose}\n`);
  const { code, said } = await run('npm', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (ending) process.exit(0);
  if (code !== 0) leave(1, `${said}\nnpm ${args.join(' ')} failed: mend what it says above, then start again`);
}

async function install() {
  const lock = newest([join(home, 'package-lock.json')]);
  // npm writes this file last, so it is there only when the installation is whole.
  if (newest([join(packages, '.package-lock.json')]) >= lock) return;
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) {
    leave(1, `${packages} is a link and npm would empty what it leads to: remove the link, then start again`);
  }
  await runNpm(['ci', '--no-audit', '--no-fund'], 'Installing the packages (a minute or two, once)');
}

async function build() {
  const sources = ['apps', 'libs', 'deploy', 'test', '.swcrc', 'package.json'].map((name) => join(home, name));
  if (newest([join(home, 'dist/.built')]) > newest(sources)) return;
  await runNpm(['run', '-s', 'build'], 'Building');
}

function projectNode() {
  const own = join(home, 'node_modules/.bin/node');
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 15)) return process.execPath;
  return leave(1, `This machine gets no Node from npm and Node ${process.versions.node} is too old: install Node 24`);
}

async function main() {
  const args = process.argv.slice(2);
  const cwd = (underNpm && askedFrom) || process.cwd();
  if (Number(process.versions.node.split('.')[0]) < 20) leave(1, 'Redress needs Node 20 or newer to start: install it');
  if (readArguments(args, { env: process.env, cwd, home }).help) return process.stdout.write(usage);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      ending = true;
      child?.kill(signal);
    });
  }
  await install();
  await build();
  const flags = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];
  const env = {
    ...process.env,
    REDRESS_STARTED_BY: underNpm ? 'npm' : 'node',
  };
  const launcher = [...flags, join(home, 'dist/deploy/local/src/main.js'), ...args];
  const { code, said } = await run(projectNode(), launcher, { cwd, env, stdio: 'inherit' });
  if (said) process.stderr.write(`${said}\n`);
  process.exit(code);
}

main().catch((error) => {
  // Under npm any problem ends with 1; as a command of its own, like the others, wrong usage is 2.
  if (error instanceof UsageError) leave(underNpm ? 1 : 2, error.message);
  leave(1, `Redress cannot be started: ${error.message}`);
});

// Fails when the lock file names optional platform packages that it does not hold: `npm ci` would refuse it elsewhere.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const held = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
const lacking = Object.entries(packages)
  .map(([path, { version, optionalDependencies = {} }]) => ({
    name: path || '(root)',
    version,
    missing: Object.keys(optionalDependencies).filter((name) => !held.has(name)),
  }))
  .filter(({ missing }) => missing.length > 0);

for (const { name, version, missing } of lacking) {
  process.stderr.write(
    `${name} ${version}: package-lock.json lacks ${missing.join(', ')}; choose a version that has them all\n`,
  );
}
process.exit(lacking.length > 0 ? 1 : 0);

// Joins what every service loads into a few files beside the built ones (docs/adr/0015). `node deploy/bundle.mjs [DIST]`.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const dist = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../dist'));
const apps = join(dist, 'apps');
const services = readdirSync(apps).filter((app) => existsSync(join(apps, app, 'src/start.js')));

const bundle = await rolldown({
  input: Object.fromEntries(
    services.map((service) => [`apps/${service}/bundled/main`, join(apps, service, 'src/main.js')]),
  ),
  cwd: dirname(dist),
  platform: 'node',
  // kafkajs is mended at run time, file by file.
  external: [/^kafkajs/],
  onLog(level, log, say) {
    // Nest and TypeORM load some packages only where they are installed.
    if (log.code !== 'UNRESOLVED_IMPORT' || !log.message.includes('node_modules')) say(level, log);
  },
});
await bundle.write({
  dir: dist,
  format: 'esm',
  // Names of classes are part of what is stored: TypeORM knows a migration by it.
  keepNames: true,
  entryFileNames: '[name].js',
  chunkFileNames: 'bundled/[name].js',
  codeSplitting: {
    groups: [
      { name: 'packages', test: /node_modules/, minShareCount: 2 },
      { name: 'libs', test: /dist\/libs/, minShareCount: 2 },
    ],
  },
});
await bundle.close();

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { events } from './events.js';
import { readExamples } from './examples.js';
import { eventSchema } from './schema.js';

const folder = join(import.meta.dirname, '..', 'schemas');
const examples = readExamples(import.meta.dirname);

describe('the published schemas', () => {
  it('are those of the contracts (UPDATE_DOCS=1 writes them)', () => {
    const generated = Object.fromEntries(
      events.map((entry) => [
        `${entry.name}.v${entry.version}.json`,
        `${JSON.stringify(eventSchema(entry), null, 2)}\n`,
      ]),
    );
    if (process.env.UPDATE_DOCS) {
      mkdirSync(folder, { recursive: true });
      for (const [name, text] of Object.entries(generated)) writeFileSync(join(folder, name), text);
    }
    const published = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    expect(Object.fromEntries(published)).toEqual(generated);
  });

  it.each(examples)('admit $path', ({ text, event, version }) => {
    const ajv = new Ajv2020({ allErrors: true });
    formats.default(ajv);
    const schema = JSON.parse(readFileSync(join(folder, `${event}.v${version}.json`), 'utf8')) as object;
    const admits = ajv.compile(schema);
    admits(JSON.parse(text));
    expect(admits.errors ?? []).toEqual([]);
    expect(admits({ ...(JSON.parse(text) as object), source: 'somebody-else' })).toBe(false);
  });
});

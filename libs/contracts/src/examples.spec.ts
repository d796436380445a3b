import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CloudEvent } from 'cloudevents';
import { events } from './events.js';
import { broken, type Example, readExamples } from './examples.js';
import { readEvent } from './read-event.js';

const examples = readExamples(import.meta.dirname);
const lockFile = join(import.meta.dirname, '..', 'examples.lock.json');
const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as Record<string, string>;

describe('the examples', () => {
  it('are two at least for each version of each event', () => {
    for (const { name, version } of events) {
      const own = examples.filter((example) => example.event === name && example.version === version);
      expect({ name, enough: own.length >= 2 }).toEqual({ name, enough: true });
    }
  });

  it('have an id each', () => {
    expect(new Set(examples.map(({ text }) => readEvent(text).id)).size).toBe(examples.length);
  });

  it.each(examples)('$path still parses', ({ text, event, version }) => {
    expect(readEvent(text)).toEqual(JSON.parse(text));
    expect(readEvent(Buffer.from(text)).type).toBe(`redress.${event}.v${version}`);
  });

  it.each(examples)('$path is a CloudEvent to others', ({ text }) => {
    expect(() => new CloudEvent(JSON.parse(text) as object, true)).not.toThrow();
  });
});

describe('the list of examples ever written', () => {
  const [first, second] = examples as [Example, Example];

  it('holds: nothing was changed, taken away or left out of it', () => {
    expect(broken(lock, examples)).toEqual([]);
  });

  it('says which line to add for a new example', () => {
    expect(broken({ [first.path]: first.sha256 }, [first, second])).toEqual([
      `new: add this line to examples.lock.json: "${second.path}": "${second.sha256}"`,
    ]);
  });

  it('notices an example that changed, and one that is gone', () => {
    const recorded = { [first.path]: first.sha256, [second.path]: second.sha256 };
    expect(broken(recorded, [{ ...first, sha256: 'another' }])).toEqual([
      expect.stringContaining(`${first.path}: changed`),
      expect.stringContaining(`${second.path}: gone`),
    ]);
  });
});

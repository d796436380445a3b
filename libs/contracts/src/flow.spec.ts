import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { flowDocument } from './flow.js';
import { events, topics } from './index.js';

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'flow.md');

describe('the picture of the flow', () => {
  it('is the one of the maps (UPDATE_DOCS=1 writes it)', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(file, flowDocument());
    expect(readFileSync(file, 'utf8')).toBe(flowDocument());
  });

  it('shows every event and every topic', () => {
    const lines = flowDocument().split('\n');
    for (const { name, saidBy } of events) expect(lines).toContain(`  ${saidBy} --> ${name}([${name}])`);
    for (const name of Object.keys(topics)) expect(lines.some((line) => line.startsWith(`| \`${name}\` |`))).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import { ComplaintSubmitted, eventOfClass } from '@redress/contracts';
import type { DataSource } from 'typeorm';
import { Brake } from './brake.js';
import type { Met } from './fate.js';
import type { JournalRecord } from './gather.js';
import { met, TakeChunk } from './take-chunk.js';

const record = (ce_type?: string): JournalRecord => ({
  topic: 'complaints',
  partition: 3,
  offset: '1',
  key: Buffer.from('k'),
  value: null,
  headers: { ce_type },
});
const { type } = eventOfClass(ComplaintSubmitted);

describe('a record that is passed by unread', () => {
  it('is skipped under its type when that is one of ours, and else unknown', async () => {
    const told: Met[] = [];
    const effect = { concerns: () => false, apply: async () => [] };
    const chunks = new TakeChunk(effect, {} as DataSource, new Brake(), (fates) => told.push(...fates));
    await chunks.take([record(type), record('redress.never-heard-of.v1'), record('__proto__'), record('x'.repeat(99))]);
    expect(told.map((one) => `${one.fate} ${one.type}`)).toEqual([
      `skipped ${type}`,
      ...Array(3).fill('unknown unknown'),
    ]);
  });
});

describe('the type that a fate is counted under', () => {
  it('is never a word of the record itself', () => {
    expect(met(record(type), 'parked').type).toBe(type);
    for (const foreign of [undefined, '', 'redress.complaint-submitted.v99', 'anything']) {
      expect(met(record(foreign), 'parked').type).toBe('unknown');
    }
  });
});

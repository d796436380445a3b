import { describe, expect, it } from '@jest/globals';
import { about, type JournalRecord, readRecord } from './journal-record.js';

const record = (subject: string, data: Record<string, unknown> = {}): JournalRecord => ({
  partition: 0,
  offset: 0,
  headers: {},
  event: { type: 'redress.complaint-submitted.v1', source: 'intake', time: '', subject, data },
});

describe('a record of the journal', () => {
  const message = { key: null, timestamp: '0', attributes: 0, headers: { ce_type: Buffer.from('redress.x.v1') } };

  it('has a number for an offset and words for headers', () => {
    const read = readRecord(3, { ...message, offset: '10', value: Buffer.from('{"subject":"c1"}') });
    expect(read).toEqual({ partition: 3, offset: 10, headers: { ce_type: 'redress.x.v1' }, event: { subject: 'c1' } });
  });

  it('has no event when it holds no JSON', () => {
    expect(readRecord(3, { ...message, offset: '10', value: Buffer.from('{') }).event).toBeNull();
  });
});

describe('choosing the records of one complaint', () => {
  it('learns the complaint from the reference, in any case of letters', () => {
    const isMeant = about('r-7k2m-9qxa');
    expect(
      [
        record('c1', { reference: 'R-0000-0000' }),
        record('c2', { reference: 'R-7K2M-9QXA' }),
        record('c1'),
        record('c2'),
      ].map(isMeant),
    ).toEqual([false, true, false, true]);
  });

  it('takes an id as it is, and everything when nothing is asked for', () => {
    expect([record('c1'), record('c2')].map(about('C2'))).toEqual([false, true]);
    expect(about(undefined)({ ...record('c1'), event: null })).toBe(true);
  });
});

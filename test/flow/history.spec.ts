import { describe, expect, it } from '@jest/globals';
import { aComplaintCategorised, aComplaintSubmitted } from '@redress/testing';
import type { ForeignRecord } from './foreign-client.js';
import { countsOf, eventOf, faultsOf, firstOnes } from './history.js';

const submitted = aComplaintSubmitted();
const { id: causationid, subject } = submitted;
const categorised = aComplaintCategorised({}, { subject, causationid });

function lies(event: typeof submitted | typeof categorised, offset: number, partition = 0): ForeignRecord {
  const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8', ce_type: event.type };
  return { partition, offset, key: event.subject, headers, value: JSON.stringify(event) };
}

const first = lies(submitted, 0);
const second = lies(categorised, 1);
const altered = (change: object) => ({ ...second, value: JSON.stringify({ ...categorised, ...change }) });

describe('what an outsider finds wrong with a journal', () => {
  it('is nothing when it is right, repeats included', () => {
    expect(faultsOf([first, second, { ...second, offset: 2 }])).toEqual([]);
    const events = firstOnes([first, second, { ...second, offset: 2 }]).map(eventOf);
    expect(countsOf(events).get(subject)).toEqual({ 'complaint-submitted': 1, 'complaint-categorised': 1 });
  });

  it.each([
    ['what is no CloudEvent', [first, altered({ specversion: '0.9' })], 'is no CloudEvent'],
    ['a record that says nothing of CloudEvents', [first, { ...second, headers: {} }], 'is no CloudEvent'],
    ['another key', [first, { ...second, key: 'other' }], 'lies under the key of another complaint'],
    ['another name in the headers', [first, { ...second, headers: first.headers }], 'is named otherwise'],
    ['no cause', [first, altered({ causationid: undefined })], 'names no cause'],
    [
      'an effect before its cause',
      [
        { ...second, offset: 0 },
        { ...first, offset: 1 },
      ],
      'lies before its cause',
    ],
    ['an effect in another partition', [first, { ...second, partition: 1 }], 'lies before its cause'],
    ['a missing number', [first, altered({ sourceseq: 2 })], 'has the number 2 out of turn'],
  ])('is %s', (_what, records, fault) => {
    expect(faultsOf(records).join()).toContain(fault);
  });

  it('is a repeat in other words', () => {
    expect(() => faultsOf([first, second, altered({ time: '2026-11-22T19:06:00.000Z' })])).toThrow(/in other words/);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { JournalEvent } from '@redress/contracts';
import {
  aComplaintAssigned,
  aComplaintCategorised,
  aComplaintPooled,
  aComplaintSubmitted,
  aWorkStarted,
} from '@redress/testing';
import { eventLine } from './commands/events.js';
import { type TimelineEntry, timelineLine, timeOfDay, Watch } from './timeline.js';

const at = '2026-11-22T10:00:01.500Z';
const entry = (type: string, changes: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: type,
  type,
  at,
  by: 'intake',
  effect: 'took',
  data: {},
  ...changes,
});
const assigned = entry('complaint-assigned', { data: { specialistId: 'ivan', by: 'rule' } });
const complaint = (language: string, ...timeline: TimelineEntry[]) => ({
  reference: 'R-7K2M-9QXA',
  status: 'received',
  language,
  timeline,
});

/** As intake shows it: facts alone. */
function entryOf({ id, type, time, source, data }: JournalEvent<object>): TimelineEntry {
  const { sealed: _sealed, ...facts } = data as Record<string, unknown>;
  const name = type.replace(/^redress\.|\.v1$/g, '');
  return { id, type: name, at: time, by: source, effect: 'took', data: facts };
}

describe('a line of the timeline', () => {
  it('holds time, event, status, label and detail, two spaces apart at least', () => {
    const line = timelineLine({ ...assigned, status: 'assigned', label: 'В работе' });
    expect(line.split(/ {2,}/)).toEqual([
      timeOfDay(at),
      'complaint-assigned',
      'assigned',
      'В работе',
      'to ivan by rule',
    ]);
    expect(line).toMatch(/^\d\d:\d\d:\d\d {2}/);
  });

  it('has a dash where a status or label is not known', () => {
    const categorised = entry('complaint-categorised', {
      data: { category: 'withdrawals', confidence: 0.824, complexity: 'simple' },
    });
    expect(timelineLine(categorised).split(/ {2,}/).slice(1)).toEqual([
      'complaint-categorised',
      '-',
      '-',
      'withdrawals, 82 % sure, simple',
    ]);
  });

  it.each([
    ['void', 'had no effect'],
    ['pending', 'on its way'],
  ] as const)('says of a %s entry: %s', (effect, words) => {
    expect(timelineLine(entry('work-started', { effect }))).toMatch(new RegExp(`  ${words}$`));
  });
});

describe('watching a complaint', () => {
  const submitted = entryOf(aComplaintSubmitted());
  const categorised = entryOf(aComplaintCategorised());
  const pooled = entryOf(aComplaintPooled());
  const given = aComplaintAssigned();
  const taken = entryOf(given);
  const started = entryOf(aWorkStarted({ assignmentId: given.data.assignmentId }));
  const stale = entryOf(aWorkStarted());

  it('gives each entry once, with the status and label after it', () => {
    const watch = new Watch();
    expect(watch.fresh(complaint('ru', submitted))).toMatchObject([
      { type: 'complaint-submitted', status: 'received', label: 'Принята' },
    ]);
    expect(watch.fresh(complaint('ru', submitted, categorised, taken))).toMatchObject([
      { type: 'complaint-categorised', status: 'received', label: 'Принята' },
      { type: 'complaint-assigned', status: 'assigned', label: 'В работе' },
    ]);
    expect(watch.fresh(complaint('ru', submitted, categorised, taken))).toEqual([]);
  });

  it('knows them between two looks, and that an event without effect changes nothing', () => {
    const entries = new Watch().fresh(complaint('en', submitted, categorised, pooled, taken, stale, started));
    expect(entries.map(({ status, label }) => [status, label])).toEqual([
      ['received', 'Submitted'],
      ['received', 'Submitted'],
      ['pooled', 'Submitted'],
      ['assigned', 'In progress'],
      ['assigned', 'In progress'],
      ['in-progress', 'In progress'],
    ]);
  });

  it('knows none before the complaint was submitted', () => {
    expect(new Watch().fresh(complaint('ru', pooled))[0]).not.toHaveProperty('status');
  });
});

describe('a line of the journal', () => {
  it('tells place, complaint, event and source', () => {
    const event = {
      type: 'redress.complaint-assigned.v1',
      source: 'assigner',
      time: at,
      subject: 'c1',
      data: assigned.data ?? {},
    };
    const line = eventLine({ partition: 7, offset: 12, headers: {}, event });
    expect(line.split(/ {2,}/)).toEqual([
      timeOfDay(at),
      '7@12',
      'c1',
      'complaint-assigned',
      'assigner',
      'to ivan by rule',
    ]);
  });

  it('says so of a record that holds no event', () => {
    expect(eventLine({ partition: 0, offset: 0, headers: {}, event: null })).toMatch(/no event$/);
  });
});

import { describe, expect, it } from '@jest/globals';
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
const complaint = (status: string, label: string, ...timeline: TimelineEntry[]) => ({
  reference: 'R-7K2M-9QXA',
  status,
  label,
  timeline,
});

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
  it('gives each entry once, with what the complaint was after it', () => {
    const watch = new Watch();
    const submitted = entry('complaint-submitted');
    expect(watch.fresh(complaint('received', 'Принята', submitted))).toMatchObject([
      { type: 'complaint-submitted', status: 'received', label: 'Принята' },
    ]);
    const categorised = entry('complaint-categorised');
    const later = watch.fresh(complaint('assigned', 'В работе', submitted, categorised, assigned));
    expect(later).toMatchObject([
      { type: 'complaint-categorised' },
      { type: 'complaint-assigned', status: 'assigned', label: 'В работе' },
    ]);
    expect(later[0]).not.toHaveProperty('status');
    expect(watch.fresh(complaint('assigned', 'В работе', submitted, categorised, assigned))).toEqual([]);
  });

  it('knows the status between two looks, but not after an event without effect', () => {
    const [pooled, released] = new Watch().fresh(
      complaint(
        'in-progress',
        'В работе',
        entry('complaint-pooled'),
        entry('complaint-assigned', { effect: 'void' }),
        entry('work-started'),
      ),
    );
    expect(pooled?.status).toBe('pooled');
    expect(released).not.toHaveProperty('status');
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

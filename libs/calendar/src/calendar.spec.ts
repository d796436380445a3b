import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Calendar, nextShiftEdge, onShift, type Shift } from './calendar.js';

const moscow = 'Europe/Moscow';
const berlin = 'Europe/Berlin';
const weekdays = [1, 2, 3, 4, 5];
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const office: Shift[] = [{ days: weekdays, from: '09:00', to: '18:00' }];
const nights: Shift[] = [{ days: [5], from: '22:00', to: '06:00' }];
const at = (iso: string) => new Date(iso);
const edge = (shifts: Shift[], iso: string, zone: string) => nextShiftEdge(shifts, at(iso), zone)?.toISOString();

describe('somebody on shift', () => {
  it('is so around the clock when there are no shifts', () => {
    expect(onShift([], at('2026-01-04T03:00:00Z'), moscow)).toBe(true);
    expect(edge([], '2026-01-04T03:00:00Z', moscow)).toBeUndefined();
  });

  it.each([
    ['2026-01-05T05:59:59.999Z', false],
    ['2026-01-05T06:00:00Z', true],
    ['2026-01-05T14:59:59.999Z', true],
    ['2026-01-05T15:00:00Z', false],
    ['2026-01-04T10:00:00Z', false],
  ])('works office hours in the zone of the deployment: at %s %s', (iso, expected) => {
    expect(onShift(office, at(iso), moscow)).toBe(expected);
  });

  it.each([
    ['2026-01-09T18:59:00Z', false],
    ['2026-01-09T19:00:00Z', true],
    ['2026-01-10T02:59:59Z', true],
    ['2026-01-10T03:00:00Z', false],
    ['2026-01-09T00:00:00Z', false],
    ['2026-01-10T20:00:00Z', false],
  ])('works past midnight of the day the shift begins on: at %s %s', (iso, expected) => {
    expect(onShift(nights, at(iso), moscow)).toBe(expected);
  });

  it('works from Sunday into Monday', () => {
    const sunday: Shift[] = [{ days: [7], from: '20:00', to: '04:00' }];
    expect(onShift(sunday, at('2026-01-05T00:30:00Z'), moscow)).toBe(true);
    expect(onShift(sunday, at('2026-01-05T01:30:00Z'), moscow)).toBe(false);
  });

  it('works until midnight when the shift ends at 24:00', () => {
    const evening: Shift[] = [{ days: everyDay, from: '18:00', to: '24:00' }];
    expect(onShift(evening, at('2026-01-05T20:59:00Z'), moscow)).toBe(true);
    expect(onShift(evening, at('2026-01-05T21:00:00Z'), moscow)).toBe(false);
  });
});

describe('the next edge of a shift', () => {
  it.each([
    ['its begin', '2026-01-05T05:00:00Z', '2026-01-05T06:00:00.000Z'],
    ['its end', '2026-01-05T06:00:00Z', '2026-01-05T15:00:00.000Z'],
    ['the begin after a weekend', '2026-01-09T15:00:00Z', '2026-01-12T06:00:00.000Z'],
  ])('is %s', (_, iso, expected) => {
    expect(edge(office, iso, moscow)).toBe(expected);
  });

  it('is none between shifts that touch or overlap', () => {
    const day: Shift[] = [
      { days: [1], from: '08:00', to: '16:00' },
      { days: [1], from: '16:00', to: '24:00' },
      { days: [1], from: '12:00', to: '13:00' },
      { days: [2], from: '00:00', to: '02:00' },
    ];
    expect(edge(day, '2026-01-05T06:00:00Z', moscow)).toBe('2026-01-05T23:00:00.000Z');
  });

  it('never comes when the shifts cover the week, or nothing of it', () => {
    expect(edge([{ days: everyDay, from: '08:00', to: '08:00' }], '2026-01-05T06:00:00Z', moscow)).toBeUndefined();
    expect(edge([{ days: [], from: '08:00', to: '16:00' }], '2026-01-05T06:00:00Z', moscow)).toBeUndefined();
  });

  it('comes once a week for a shift of one day', () => {
    expect(edge([{ days: [1], from: '08:00', to: '08:00' }], '2026-01-06T05:00:00Z', moscow)).toBe(
      '2026-01-12T05:00:00.000Z',
    );
  });
});

describe('when the clocks change (Berlin, 29 March and 25 October 2026)', () => {
  it('a shift keeps its hours by the clock on the wall', () => {
    expect(edge(office, '2026-03-27T16:00:00Z', berlin)).toBe('2026-03-27T17:00:00.000Z');
    expect(edge(office, '2026-03-27T17:00:00Z', berlin)).toBe('2026-03-30T07:00:00.000Z');
    expect(edge(office, '2026-10-26T08:00:00Z', berlin)).toBe('2026-10-26T17:00:00.000Z');
  });

  it('a night lasts an hour less in spring and an hour more in autumn', () => {
    const night: Shift[] = [{ days: [6], from: '22:00', to: '06:00' }];
    const hours = (begin: string) => {
      const end = nextShiftEdge(night, at(begin), berlin);
      return ((end?.getTime() ?? 0) - at(begin).getTime()) / 3_600_000;
    };
    expect(hours('2026-03-28T21:00:00Z')).toBe(7);
    expect(hours('2026-10-24T20:00:00Z')).toBe(9);
    expect(hours('2026-01-03T21:00:00Z')).toBe(8);
  });

  it('a begin that the clocks jump over comes after the jump', () => {
    const early: Shift[] = [{ days: [7], from: '02:30', to: '05:00' }];
    expect(edge(early, '2026-03-28T23:00:00Z', berlin)).toBe('2026-03-29T01:30:00.000Z');
    expect(edge(early, '2026-03-29T01:30:00Z', berlin)).toBe('2026-03-29T03:00:00.000Z');
  });

  it('a shift inside the hour that is jumped over does not take place', () => {
    const lost: Shift[] = [{ days: [7], from: '02:00', to: '03:00' }];
    expect(edge(lost, '2026-03-28T23:00:00Z', berlin)).toBe('2026-04-05T00:00:00.000Z');
  });

  it('a time that comes twice means the first', () => {
    const twice: Shift[] = [{ days: [7], from: '02:30', to: '05:00' }];
    expect(edge(twice, '2026-10-24T22:00:00Z', berlin)).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('a calendar', () => {
  const time = fc
    .tuple(fc.nat(23), fc.constantFrom('00', '15', '30', '59'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const shift = fc.record({ days: fc.subarray(everyDay), from: time, to: time });
  const zones = fc.constantFrom(moscow, berlin, 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
  const moment = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true });

  it('changes exactly at the next edge and nowhere before it', () => {
    fc.assert(
      fc.property(fc.array(shift, { minLength: 1, maxLength: 4 }), moment, zones, (shifts, now, zone) => {
        const calendar = new Calendar(zone);
        const before = calendar.onShift(shifts, now);
        const next = calendar.nextShiftEdge(shifts, now);
        const until = next?.getTime() ?? now.getTime() + 8 * 86_400_000;
        for (let step = 0; step < 20; step += 1) {
          const between = new Date(now.getTime() + ((until - 1 - now.getTime()) * step) / 19);
          expect(calendar.onShift(shifts, between)).toBe(before);
        }
        if (next) expect(calendar.onShift(shifts, next)).toBe(!before);
      }),
    );
  });

  it.each(['9:00', '25:00', '12:60', '24:01', 'noon'])('refuses %s as a time', (from) => {
    expect(() => onShift([{ days: everyDay, from, to: '18:00' }], at('2026-01-05T06:00:00Z'), moscow)).toThrow(
      RangeError,
    );
  });

  it('refuses an unknown zone', () => {
    expect(() => new Calendar('Europe/Atlantis')).toThrow(RangeError);
  });
});

import { instantOf, type LocalDay, localDayOf, weekdayOf, zoneFormat } from './local-time.js';

/** A stretch of the working week in local time. */
export interface Shift {
  /** ISO weekdays, 1 = Monday … 7 = Sunday: the days it begins on. */
  days: readonly number[];
  /** `HH:MM` */
  from: string;
  /** `HH:MM`; not after `from` means the next day. */
  to: string;
}

interface Stretch {
  start: number;
  end: number;
}

const day = 24 * 60 * 60 * 1000;

/** Minutes after midnight of `HH:MM`. Throws a RangeError. */
function minutesOf(time: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (!(Number(minutes) < 60 && total <= 24 * 60)) throw new RangeError('a time of a shift is written HH:MM');
  return total;
}

/** Stretches that touch or overlap are one. */
function joined(stretches: Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && stretch.start <= last.end) last.end = Math.max(last.end, stretch.end);
    else result.push({ ...stretch });
  }
  return result;
}

/** Working time in one time zone. No shifts at all means around the clock. Pure; keeps nothing but the zone. */
export class Calendar {
  private readonly format: Intl.DateTimeFormat;

  /** `zone` is an IANA name. Throws a RangeError when it is unknown. */
  constructor(zone: string) {
    this.format = zoneFormat(zone);
  }

  /** Whether `at` lies in one of the shifts: its begin belongs to a shift, its end does not. */
  onShift(shifts: readonly Shift[], at: Date): boolean {
    if (shifts.length === 0) return true;
    const moment = at.getTime();
    return this.stretches(shifts, at, 0).some(({ start, end }) => start <= moment && moment < end);
  }

  /** The first moment after `at` at which {@link onShift} changes; `undefined` when it never does. */
  nextShiftEdge(shifts: readonly Shift[], at: Date): Date | undefined {
    const moment = at.getTime();
    const edges = joined(this.stretches(shifts, at, 9)).flatMap(({ start, end }) => [start, end]);
    const edge = edges.find((candidate) => candidate > moment);
    // Shifts repeat weekly: what lasts longer than a week lasts for ever.
    return edge === undefined || edge - moment > 8 * day ? undefined : new Date(edge);
  }

  /** The shifts as stretches of time, from those that began the day before `at` to those that begin `daysAhead`. */
  private stretches(shifts: readonly Shift[], at: Date, daysAhead: number): Stretch[] {
    const today = localDayOf(this.format, at);
    const stretches: Stretch[] = [];
    for (let offset = -1; offset <= daysAhead; offset += 1) {
      const begins: LocalDay = today + offset * day;
      for (const { days, from, to } of shifts) {
        if (!days.includes(weekdayOf(begins))) continue;
        const ends = minutesOf(to) > minutesOf(from) ? begins : begins + day;
        const start = instantOf(this.format, begins, minutesOf(from));
        const end = instantOf(this.format, ends, minutesOf(to));
        if (start < end) stretches.push({ start, end });
      }
    }
    return stretches;
  }
}

/** {@link Calendar.onShift} for one question. Who asks often keeps a {@link Calendar}. */
export function onShift(shifts: readonly Shift[], at: Date, zone: string): boolean {
  return new Calendar(zone).onShift(shifts, at);
}

/** {@link Calendar.nextShiftEdge} for one question. Who asks often keeps a {@link Calendar}. */
export function nextShiftEdge(shifts: readonly Shift[], at: Date, zone: string): Date | undefined {
  return new Calendar(zone).nextShiftEdge(shifts, at);
}

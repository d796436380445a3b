const minute = 60 * 1000;
const day = 24 * 60 * minute;

/** A calendar day somewhere, as the UTC midnight of the same date. */
export type LocalDay = number;

/** What clocks show in a zone. Throws a RangeError for an unknown zone. */
export function zoneFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/** What the zone's clocks show at a moment, read as if they stood in UTC. */
function shown(format: Intl.DateTimeFormat, moment: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(moment)) part[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, date, hour, minutes, second);
}

/** The day it is in the zone. */
export function localDayOf(format: Intl.DateTimeFormat, at: Date): LocalDay {
  return Math.floor(shown(format, at.getTime()) / day) * day;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(localDay: LocalDay): number {
  return new Date(localDay).getUTCDay() || 7;
}

/**
 * The moment at which the zone's clocks show so many minutes after a day's midnight. When they show it twice, the first
 * time; when they jump over it, as long after the jump as it lies after the jump's beginning.
 */
export function instantOf(format: Intl.DateTimeFormat, localDay: LocalDay, minutes: number): number {
  const wanted = localDay + minutes * minute;
  const before = wanted - day - shown(format, wanted - day);
  const after = wanted + day - shown(format, wanted + day);
  const first = wanted + Math.min(before, after);
  const candidates = [first, wanted + Math.max(before, after)];
  return candidates.find((moment) => shown(format, moment) === wanted) ?? wanted + before;
}

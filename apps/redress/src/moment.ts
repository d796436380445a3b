import { InvalidArgumentError } from 'commander';

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const duration = /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const seconds = [604_800, 86_400, 3_600, 60, 1];

/** Reads an option that is a moment: one of RFC 3339, `now`, or an ISO 8601 duration that counts back from now. */
export function moment(text: string, now = new Date()): Date {
  const at = rfc3339.test(text) ? new Date(text) : before(text, now);
  if (at === undefined || Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError('It must be a moment such as 2026-11-22T10:00:00Z, an age such as PT1H, or now.');
  }
  return at;
}

function before(text: string, now: Date): Date | undefined {
  if (text === 'now') return now;
  const [, ...parts] = duration.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const ago = parts.reduce((sum, part, nth) => sum + Number(part ?? 0) * (seconds[nth] ?? 0), 0);
  return new Date(now.getTime() - ago * 1000);
}

/** What people write in short, in a cell or a scalar; what cannot be read stays a text, which the service refuses. */

const yes = /^(yes|true|1|да|x|\+)$/i;
const no = /^(no|false|0|нет|-)$/i;

/** `withdrawals:ru deposits:en`: pairs of a category and a language. */
export function readSkills(text: string): unknown {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.map((part) => {
    const [category, ...language] = part.split(':');
    return { category, language: language.join(':') };
  });
}

/** `1-5 09:00-18:00; 6,7 10:00-16:00`: days (1 is Monday) and times, one shift after the other. */
export function readShifts(text: string): unknown {
  const parts = text
    .split(/[;|\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.map((part) => {
    const [, days, from, to] = /^([1-7](?:[-,][1-7])*)\s+(\d\d:\d\d)-(\d\d:\d\d)$/.exec(part) ?? [];
    return days === undefined ? part : { days: readDays(days), from, to };
  });
}

function readDays(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => first + nth);
  });
}

export const readCapacity = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text);

export const readRetired = (text: string): unknown => (yes.test(text) ? true : no.test(text) ? false : text);

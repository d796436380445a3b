import type { Kept, Specialist } from './specialists-server.js';

/** What an entry of a file does to one specialist. */
export interface Change {
  id: string;
  what: 'new' | 'changed' | 'retired' | 'as it is';
  /** A few words for each difference. */
  differences: string[];
  /** Complaints that go back to the pool with it. */
  released: number;
}

const skillOf = ({ category, language }: Specialist['skills'][number]): string => `${category}:${language}`;
const shiftOf = ({ days, from, to }: Specialist['shifts'][number]): string => `${days.join(',')} ${from}-${to}`;

/** How somebody differs after a change; `before` is absent for somebody new. */
export function changeOf(before: Specialist | undefined, after: Kept): Change {
  const { id, released } = after;
  if (!before) return { id, what: 'new', differences: [inShort(after)], released };
  const differences = [
    ...(before.name === after.name ? [] : [`name ${before.name} → ${after.name}`]),
    ...(before.capacity === after.capacity ? [] : [`capacity ${before.capacity} → ${after.capacity}`]),
    ...ofLists('skills', before.skills.map(skillOf), after.skills.map(skillOf)),
    ...ofLists('shifts', before.shifts.map(shiftOf), after.shifts.map(shiftOf)),
    ...(before.retired && !after.retired ? ['back from retirement'] : []),
    ...(released > 0 ? [`${released} complaints go back to the pool`] : []),
  ];
  if (after.retired && !before.retired) return { id, what: 'retired', differences, released };
  const isSame = before.version === after.version;
  return { id, what: isSame ? 'as it is' : 'changed', differences, released };
}

/** One line of what somebody can take and when. */
export function inShort({ name, skills, capacity, shifts, retired }: Specialist): string {
  const when = shifts.length > 0 ? shifts.map(shiftOf).join('; ') : 'around the clock';
  return `${name}, ${skills.length} skills, capacity ${capacity}, ${when}${retired ? ', retired' : ''}`;
}

function ofLists(name: string, before: string[], after: string[]): string[] {
  const more = after.filter((one) => !before.includes(one)).map((one) => `+ ${one}`);
  const fewer = before.filter((one) => !after.includes(one)).map((one) => `- ${one}`);
  if (more.length + fewer.length > 0) return [`${name} ${[...more, ...fewer].join(', ')}`];
  return before.join() === after.join() ? [] : [`${name} in another order`];
}

import type { Findings } from './fuzz.js';

/** What was found, for people. */
export function reportOf({ statuses, routes, violations }: Findings): string {
  const counts = Object.entries(statuses).map(([status, times]) => `${status}: ${times}`);
  const unreached = Object.entries(routes).flatMap(([route, own]) =>
    Object.keys(own).some((status) => status.startsWith('2')) ? [] : [route],
  );
  const found = violations.flatMap(({ route, wrong, times, example: { nth, as, call, body, answer } }) => [
    '',
    `${route}: ${wrong} (${times} ${times === 1 ? 'time' : 'times'})`,
    `  call ${nth} as ${as}: ${call}`,
    ...(body ? [`  ${JSON.stringify(body)}`] : []),
    `  answered ${JSON.stringify(answer)}`,
  ]);
  const never = unreached.length > 0 ? [`Never taken: ${unreached.join(', ')}`] : [];
  return [`Answers: ${counts.join(', ')}`, ...never, ...found].join('\n');
}

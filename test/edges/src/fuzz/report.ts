import type { Findings } from './fuzz.js';

/** What was found, for people. */
export function reportOf({ statuses, violations }: Findings): string {
  const counts = Object.entries(statuses).map(([status, times]) => `${status}: ${times}`);
  const found = violations.flatMap(({ route, wrong, times, example: { nth, as, call, body, answer } }) => [
    '',
    `${route}: ${wrong} (${times} ${times === 1 ? 'time' : 'times'})`,
    `  call ${nth} as ${as}: ${call}`,
    ...(body ? [`  ${JSON.stringify(body)}`] : []),
    `  answered ${JSON.stringify(answer)}`,
  ]);
  return [`Answers: ${counts.join(', ')}`, ...found].join('\n');
}

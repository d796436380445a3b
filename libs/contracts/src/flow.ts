import { events } from './events.js';
import { type TopicEntry, topics } from './topics.js';

const day = 24 * 60 * 60 * 1000;

function table(header: string[], rows: string[][]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function picture(): string {
  const lines = events.flatMap(({ name, saidBy, heardBy }) => [
    `  ${saidBy} --> ${name}([${name}])`,
    // A service hears even what it said itself: an arrow back would show nothing but that.
    ...heardBy.filter((service) => service !== saidBy).map((service) => `  ${name} --> ${service}`),
  ]);
  return ['```mermaid', 'flowchart LR', ...lines, '```'].join('\n');
}

function eventTable(): string {
  return table(
    ['event', 'version', 'said by', 'heard by', 'meaning'],
    events.map(({ name, version, saidBy, heardBy, meaning }) => [
      `\`${name}\``,
      `${version}`,
      saidBy,
      heardBy.join(', '),
      meaning,
    ]),
  );
}

function topicTable(): string {
  const entries: TopicEntry[] = Object.values(topics);
  return table(
    ['topic', 'key', 'said by', 'heard by', 'kept', 'meaning'],
    entries.map(({ name, key, saidBy, heardBy, kept, meaning }) => [
      `\`${name}\``,
      key,
      saidBy.join(', '),
      heardBy.join(', '),
      kept === 'compacted' ? 'the latest per key' : `${kept / day} days`,
      meaning,
    ]),
  );
}

/** `docs/flow.md`: who says what to whom, drawn from the maps of events and topics. */
export function flowDocument(): string {
  return [
    '# The flow',
    'Who says what, and who hears it. Written from `libs/contracts/src/events.ts` and `topics.ts`: change those, then run `UPDATE_DOCS=1 npm test -- libs/contracts`.',
    picture(),
    '## Events',
    'On the topic `complaints`, in the order of each complaint. A service also hears what it said itself where the table names it.',
    eventTable(),
    '## Topics',
    topicTable(),
  ]
    .join('\n\n')
    .concat('\n');
}

import { ComplaintAssigned } from './complaint-assigned/complaint-assigned.v1.js';
import { ComplaintCategorised } from './complaint-categorised/complaint-categorised.v1.js';
import { ComplaintPooled } from './complaint-pooled/complaint-pooled.v1.js';
import { ComplaintReleased } from './complaint-released/complaint-released.v1.js';
import { ComplaintSubmitted } from './complaint-submitted/complaint-submitted.v1.js';
import type { Service } from './services.js';
import { WorkStarted } from './work-started/work-started.v1.js';

/** The class of an event's `data`. */
export type EventClass<Data extends object = object> = new () => Data;

/** What the map says of one event. */
export interface EventEntry<Data extends object = object> {
  /** Kebab name, the same everywhere: folder, type, timeline. */
  name: string;
  version: number;
  /** CloudEvents `type`. */
  type: string;
  data: EventClass<Data>;
  /** The one service that may say it; from anybody else it is refused. */
  saidBy: Service;
  /** Every service with a handler for it. A service also learns of its own decisions from the journal. */
  heardBy: readonly Service[];
  /** One line for people. */
  meaning: string;
}

function event(
  name: string,
  data: EventClass,
  saidBy: Service,
  heardBy: readonly Service[],
  meaning: string,
): EventEntry {
  const version = 1;
  return { name, version, type: `redress.${name}.v${version}`, data, saidBy, heardBy, meaning };
}

/** The map of the journal: which events exist, who says them, who hears them. */
export const events: readonly EventEntry[] = [
  event(
    'complaint-submitted',
    ComplaintSubmitted,
    'intake',
    ['intake', 'categoriser', 'assigner', 'notifier'],
    'A complaint was accepted, with its first promised date.',
  ),
  event(
    'complaint-categorised',
    ComplaintCategorised,
    'categoriser',
    ['intake', 'assigner'],
    'What it is about, how sure, how complex, and why.',
  ),
  event(
    'complaint-pooled',
    ComplaintPooled,
    'assigner',
    ['intake', 'assigner'],
    'Nobody can take it at once; it waits for somebody.',
  ),
  event(
    'complaint-assigned',
    ComplaintAssigned,
    'assigner',
    ['intake', 'assigner', 'notifier'],
    'A specialist holds it from here on.',
  ),
  event('complaint-released', ComplaintReleased, 'assigner', ['intake', 'assigner'], 'Its holder no longer holds it.'),
  event('work-started', WorkStarted, 'assigner', ['intake', 'assigner'], 'Its holder began to work on it.'),
];

const byType = new Map(events.map((entry) => [entry.type, entry]));
const byClass = new Map<EventClass, EventEntry>(events.map((entry) => [entry.data, entry]));

/** The entry of a CloudEvents type; `undefined` when the map does not know it. */
export function eventOfType(type: string): EventEntry | undefined {
  return byType.get(type);
}

/** The entry of an event's class. Throws when the class is not in the map. */
export function eventOfClass<Data extends object>(data: EventClass<Data>): EventEntry<Data> {
  const entry = byClass.get(data);
  if (!entry) throw new Error(`${data.name} is not in the map of events (libs/contracts/src/events.ts)`);
  return entry as EventEntry<Data>;
}

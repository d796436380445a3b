import { CategoryCorrected } from './category-corrected/category-corrected.v1.js';
import { ComplaintAssigned } from './complaint-assigned/complaint-assigned.v1.js';
import { ComplaintCategorised } from './complaint-categorised/complaint-categorised.v1.js';
import { ComplaintEscalated } from './complaint-escalated/complaint-escalated.v1.js';
import { ComplaintPooled } from './complaint-pooled/complaint-pooled.v1.js';
import { ComplaintReleased } from './complaint-released/complaint-released.v1.js';
import { ComplaintReopened } from './complaint-reopened/complaint-reopened.v1.js';
import { ComplaintSubmitted } from './complaint-submitted/complaint-submitted.v1.js';
import { ComplaintWithdrawn } from './complaint-withdrawn/complaint-withdrawn.v1.js';
import { CustomerWrote } from './customer-wrote/customer-wrote.v1.js';
import { DecisionCommunicated } from './decision-communicated/decision-communicated.v1.js';
import { DuplicateLinked } from './duplicate-linked/duplicate-linked.v1.js';
import { FinalResponseIssued } from './final-response-issued/final-response-issued.v1.js';
import { InformationRequested } from './information-requested/information-requested.v1.js';
import { NoteWritten } from './note-written/note-written.v1.js';
import { PreferencesChanged } from './preferences-changed/preferences-changed.v1.js';
import { ReferredToAdr } from './referred-to-adr/referred-to-adr.v1.js';
import { ResolutionAccepted } from './resolution-accepted/resolution-accepted.v1.js';
import type { Service } from './services.js';
import { SpecialistWrote } from './specialist-wrote/specialist-wrote.v1.js';
import { SurveyAnswered } from './survey-answered/survey-answered.v1.js';
import { WayInRequested } from './way-in-requested/way-in-requested.v1.js';
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
    ['intake', 'categoriser', 'assigner', 'notifier', 'desk'],
    'A complaint was accepted, with its first promised date.',
  ),
  event(
    'complaint-categorised',
    ComplaintCategorised,
    'categoriser',
    ['intake', 'assigner', 'notifier', 'desk'],
    'What it is about, how sure, how complex, and why.',
  ),
  event(
    'complaint-pooled',
    ComplaintPooled,
    'assigner',
    ['intake', 'assigner', 'notifier', 'desk'],
    'Nobody can take it at once; it waits for somebody.',
  ),
  event(
    'complaint-assigned',
    ComplaintAssigned,
    'assigner',
    ['intake', 'assigner', 'notifier', 'desk'],
    'A specialist holds it from here on.',
  ),
  event(
    'complaint-released',
    ComplaintReleased,
    'assigner',
    ['intake', 'assigner', 'notifier', 'desk'],
    'Its holder no longer holds it.',
  ),
  event(
    'work-started',
    WorkStarted,
    'assigner',
    ['intake', 'assigner', 'notifier', 'desk'],
    'Its holder began to work on it.',
  ),
  event(
    'category-corrected',
    CategoryCorrected,
    'desk',
    ['intake', 'assigner', 'notifier', 'desk'],
    'A person said its category.',
  ),
  event('specialist-wrote', SpecialistWrote, 'desk', ['intake', 'notifier', 'desk'], 'Staff wrote to the customer.'),
  event('note-written', NoteWritten, 'desk', ['notifier', 'desk'], 'Staff wrote a note for colleagues.'),
  event(
    'information-requested',
    InformationRequested,
    'desk',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The customer was asked something.',
  ),
  event(
    'customer-wrote',
    CustomerWrote,
    'intake',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The customer wrote, perhaps in answer to a request.',
  ),
  event(
    'decision-communicated',
    DecisionCommunicated,
    'desk',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The customer was told what became of it, and why.',
  ),
  event(
    'resolution-accepted',
    ResolutionAccepted,
    'intake',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The customer is satisfied with the decision.',
  ),
  event(
    'complaint-reopened',
    ComplaintReopened,
    'intake',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The customer came back with it: a new episode.',
  ),
  event(
    'complaint-escalated',
    ComplaintEscalated,
    'intake',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The customer wants another person to decide: stage two.',
  ),
  event(
    'complaint-withdrawn',
    ComplaintWithdrawn,
    'intake',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The customer wants nothing more of it.',
  ),
  event(
    'final-response-issued',
    FinalResponseIssued,
    'desk',
    ['intake', 'assigner', 'notifier', 'desk'],
    'The last word on it.',
  ),
  event(
    'referred-to-adr',
    ReferredToAdr,
    'desk',
    ['intake', 'notifier', 'desk'],
    'It went to a body of dispute resolution.',
  ),
  event(
    'duplicate-linked',
    DuplicateLinked,
    'desk',
    ['intake', 'notifier', 'desk'],
    'It tells what another complaint tells already.',
  ),
  event(
    'survey-answered',
    SurveyAnswered,
    'intake',
    ['intake', 'notifier', 'desk'],
    'The customer said how it was handled.',
  ),
  event(
    'preferences-changed',
    PreferencesChanged,
    'intake',
    ['notifier', 'desk'],
    'How the customer is written to about it.',
  ),
  event(
    'way-in-requested',
    WayInRequested,
    'intake',
    ['notifier'],
    'Somebody who cannot sign in asked to be let in by an address.',
  ),
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

/** The classes of every event that a service hears, in the map's order. */
export function eventsHeardBy(service: Service): EventClass[] {
  return events.filter(({ heardBy }) => heardBy.includes(service)).map(({ data }) => data);
}

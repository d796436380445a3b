import {
  ComplaintSubmitted,
  type DecisionOutcome,
  eventOfClass,
  eventOfType,
  type JournalEvent,
  type Redress,
  WayInRequested,
} from '@redress/contracts';
import type { ComplaintState, Fold } from '@redress/lifecycle';
import type { NoticeTemplate } from './notice.js';

/** What a letter tells of its cause, as it was when that happened; no word of anybody's is among it. */
export interface Told {
  /** The promised date was still to come, and nobody had decided yet. */
  isPromised?: boolean;
  episode?: number;
  stage?: number;
  outcome?: DecisionOutcome;
  redress?: Redress;
  closedBecause?: string;
  /** The complaint that tells the same. */
  of?: string;
  /** Whom the complaint was referred to. */
  body?: string;
  /** Until when a way in is open, and in which language it was asked for. */
  until?: string;
  language?: string;
}

/** What a customer is to be told because of an event. */
export interface Owing {
  causationId: string;
  complaintId: string;
  template: NoticeTemplate;
  told: Told;
  /** The words of the cause, if the letter carries them. */
  sealed?: string;
}

const submittedType = eventOfClass(ComplaintSubmitted).type;
const wayInType = eventOfClass(WayInRequested).type;

type Data = Partial<Pick<Told, 'outcome' | 'redress' | 'of' | 'body'> & { sealed: string }>;

/** Events of which the customer is told whenever they take. */
const toldOf: Readonly<Record<string, NoticeTemplate>> = {
  'complaint-submitted': 'received',
  'specialist-wrote': 'specialist-wrote',
  'information-requested': 'information-requested',
  'decision-communicated': 'decision',
  'complaint-reopened': 'reopened',
  'complaint-escalated': 'escalated',
  'referred-to-adr': 'referred',
  'duplicate-linked': 'duplicate',
};

/** Letters that carry what a member of staff wrote. A customer's own words are not sent back. */
const carriesWords: ReadonlySet<NoticeTemplate> = new Set([
  'specialist-wrote',
  'information-requested',
  'decision',
  'closed',
  'referred',
]);

/** The customer is asked how it went where the customer saw how it ended. */
const asksAfter: ReadonlySet<string | undefined> = new Set(['accepted', 'final-response']);

/** What is owed because of one event, given what it did. An event that did not take owes nothing. */
export function owedFor(event: JournalEvent, { state, effect, moments }: Fold): Owing[] {
  if (event.type === wayInType) return [owedToAsker(event as JournalEvent<WayInRequested>)];
  if (effect.effect === 'void' || !state) return [];
  const always = toldOf[eventOfType(event.type)?.name ?? ''];
  const templates: NoticeTemplate[] = always ? [always] : [];
  if (moments.firstAssignmentOfEpisode) templates.push('assigned');
  if (moments.closed) {
    templates.push('closed');
    if (asksAfter.has(state.closedBecause) && !state.surveyed) templates.push('survey');
  }
  const data = event.data as Data;
  const told = toldFrom(event, data, state);
  return templates.map((template) => ({
    causationId: event.id,
    complaintId: event.subject,
    template,
    told,
    ...(carriesWords.has(template) && data.sealed && { sealed: data.sealed }),
  }));
}

/** It is about no complaint, so that no complaint's state can tell whether it took. */
function owedToAsker({ id, subject, data: { until, language, sealed } }: JournalEvent<WayInRequested>): Owing {
  return { causationId: id, complaintId: subject, template: 'way-in', told: { until, language }, sealed };
}

function toldFrom(
  { type, time }: JournalEvent,
  { outcome, redress, of, body }: Data,
  { episode, stage, clock, promisedBy, closedBecause }: ComplaintState,
): Told {
  const isToCome = episode === 1 && stage === 1 && clock === 'running' && Date.parse(promisedBy) > Date.parse(time);
  return {
    episode,
    stage,
    isPromised: isToCome || type === submittedType,
    ...(closedBecause && { closedBecause }),
    ...(outcome && { outcome }),
    ...(redress && { redress }),
    ...(of && { of }),
    ...(body && { body }),
  };
}

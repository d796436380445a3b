import {
  CategoryCorrected,
  ComplaintAssigned,
  ComplaintCategorised,
  ComplaintEscalated,
  ComplaintPooled,
  ComplaintReleased,
  ComplaintReopened,
  ComplaintSubmitted,
  ComplaintWithdrawn,
  CustomerWrote,
  DecisionCommunicated,
  DuplicateLinked,
  type EventClass,
  eventOfClass,
  FinalResponseIssued,
  InformationRequested,
  NoteWritten,
  PreferencesChanged,
  ReferredToAdr,
  ResolutionAccepted,
  SpecialistWrote,
  SurveyAnswered,
  WayInRequested,
  WorkStarted,
} from '@redress/contracts';
import { categorised, categoryCorrected } from './categorising.js';
import { resolutionAccepted, surveyAnswered, withdrawn } from './closing.js';
import { customerWrote, informationRequested, noteWritten, specialistWrote } from './conversing.js';
import { decisionCommunicated, finalResponseIssued, referredToAdr } from './deciding.js';
import type { Occasion, Outcome } from './effect.js';
import { assigned, pooled, released, workStarted } from './holding.js';
import { duplicateLinked } from './linking.js';
import { preferencesChanged } from './preferring.js';
import { escalated, reopened } from './reopening.js';
import type { ComplaintState } from './state.js';
import { submitted } from './submitting.js';

/** What an event of one type does to a complaint. `data` fits the event's contract. */
type Transition = (state: ComplaintState | undefined, data: object, occasion: Occasion) => Outcome;

/** An event that begins a complaint, or is about none. */
function begins<Data extends object>(
  event: EventClass<Data>,
  transition: (state: ComplaintState | undefined, data: Data) => Outcome,
): [string, Transition] {
  return [eventOfClass(event).type, (state, data) => transition(state, data as Data)];
}

/** An event that happens to a submitted complaint. */
function follows<Data extends object>(
  event: EventClass<Data>,
  transition: (state: ComplaintState, data: Data, occasion: Occasion) => Outcome,
): [string, Transition] {
  return [
    eventOfClass(event).type,
    (state, data, occasion) => (state ? transition(state, data as Data, occasion) : 'not-submitted'),
  ];
}

/** Every event the fold knows: one small function each. */
export const transitions: ReadonlyMap<string, Transition> = new Map([
  begins(ComplaintSubmitted, submitted),
  begins(WayInRequested, () => 'no-complaint'),
  follows(ComplaintCategorised, categorised),
  follows(CategoryCorrected, categoryCorrected),
  follows(ComplaintPooled, pooled),
  follows(ComplaintAssigned, assigned),
  follows(ComplaintReleased, released),
  follows(WorkStarted, workStarted),
  follows(CustomerWrote, customerWrote),
  follows(SpecialistWrote, specialistWrote),
  follows(NoteWritten, noteWritten),
  follows(InformationRequested, informationRequested),
  follows(DecisionCommunicated, decisionCommunicated),
  follows(FinalResponseIssued, finalResponseIssued),
  follows(ReferredToAdr, referredToAdr),
  follows(DuplicateLinked, duplicateLinked),
  follows(ResolutionAccepted, resolutionAccepted),
  follows(ComplaintWithdrawn, withdrawn),
  follows(ComplaintReopened, reopened),
  follows(ComplaintEscalated, escalated),
  follows(SurveyAnswered, surveyAnswered),
  follows(PreferencesChanged, preferencesChanged),
]);

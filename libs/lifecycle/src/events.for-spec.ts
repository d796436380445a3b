import {
  type Category,
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
  FinalResponseIssued,
  InformationRequested,
  NoteWritten,
  PreferencesChanged,
  ReferredToAdr,
  ResolutionAccepted,
  SpecialistWrote,
  SurveyAnswered,
  WorkStarted,
} from '@redress/contracts';
import { event, id } from './life.for-spec.js';

const sealed = 'v1.x';

export const submitted = event(ComplaintSubmitted, {
  reference: 'R-0000-AAAA',
  channel: 'account',
  language: 'ru',
  pick: 'deposits',
  receivedAt: '2026-01-05T09:00:00.000Z',
  promisedBy: '2026-01-07T09:00:00.000Z',
  sealed,
});

export const verdict = {
  category: 'withdrawals',
  tags: ['technical'],
  confidence: 0.9,
  complexity: 'complex',
  priority: 'high',
  decision: 'auto',
  model: 'keywords-1',
  spans: [],
} satisfies ComplaintCategorised;

export const categorised = event(ComplaintCategorised, verdict);
export const triaged = event(ComplaintCategorised, { ...verdict, decision: 'triage' });
export const corrected = (category: Category, by = 'ivan') => event(CategoryCorrected, { category, by });
export const pooled = (episode = 1) => event(ComplaintPooled, { episode, reason: 'nobody-free' });
export const assigned = (n: number, specialistId = 'ivan') =>
  event(ComplaintAssigned, { assignmentId: id(n), specialistId, by: 'rule', reasons: ['fewest-open'] });
export const released = (n: number) => event(ComplaintReleased, { assignmentId: id(n), reason: 'handed-over' });
export const started = (n: number) => event(WorkStarted, { assignmentId: id(n) });
export const asked = (n: number, more: Partial<InformationRequested> = {}) =>
  event(InformationRequested, { requestId: id(n), by: 'ivan', sealed, ...more });
export const answered = (n: number) => event(CustomerWrote, { messageId: id(800), requestId: id(n), sealed });
export const customerWrote = event(CustomerWrote, { messageId: id(801), sealed });
export const specialistWrote = event(SpecialistWrote, { messageId: id(802), by: 'ivan', sealed });
export const noteWritten = event(NoteWritten, { messageId: id(803), by: 'ivan', sealed });
export const decided = (more: Partial<DecisionCommunicated> = {}) =>
  event(DecisionCommunicated, { outcome: 'not-upheld', by: 'ivan', sealed, ...more });
export const finalResponse = (more: Partial<FinalResponseIssued> = {}) =>
  event(FinalResponseIssued, { by: 'lena', sealed, ...more });
export const referred = (body = 'IBAS') => event(ReferredToAdr, { body, by: 'lena' });
export const duplicateOf = (n: number) => event(DuplicateLinked, { of: id(n), by: 'ivan' });
export const accepted = (episode = 1) => event(ResolutionAccepted, { episode });
export const withdrawn = (episode = 1) => event(ComplaintWithdrawn, { episode });
export const reopened = (episode = 2) => event(ComplaintReopened, { episode, sealed });
export const escalated = (episode = 1) => event(ComplaintEscalated, { episode, sealed });
export const surveyed = event(SurveyAnswered, { score: 5 });
export const preferring = (data: PreferencesChanged) => event(PreferencesChanged, data);

import type {
  CategorisingDecision,
  Category,
  Complexity,
  DecisionOutcome,
  Priority,
  Template,
} from '@redress/contracts';
import type { Status } from './status.js';

/** What closed it. */
export type ClosingCause = 'accepted' | 'final-response' | 'withdrawn';

/** How the customer is written to; a mail that is not named is wanted. */
export interface Preferences {
  language?: string;
  mails: Partial<Record<Template, boolean>>;
}

/** What is known of a complaint from its events. Plain JSON: what is parsed from its text folds on like the original. */
export interface ComplaintState {
  status: Status;
  /** 1, and one more whenever the complaint is opened again. */
  episode: number;
  /** 2 once the customer wanted another person to decide; it never falls. */
  stage: 1 | 2;
  clock: 'running' | 'paused' | 'stopped';
  reference: string;
  channel: string;
  language: string;
  pick?: Category;
  /** The complaint that it continues. */
  follows?: string;
  receivedAt: string;
  promisedBy: string;
  category?: Category;
  tags?: Category[];
  confidence?: number;
  complexity?: Complexity;
  priority?: Priority;
  decision?: CategorisingDecision;
  /** Who said the category; a person's word beats the machine's. */
  categorisedBy?: 'machine' | 'person';
  /** Of the present holder; absent while nobody holds the complaint. */
  assignmentId?: string;
  /** The present holder; once the clock stopped, whoever held it last. */
  specialistId?: string;
  /** Every assignment of this episode, the present one included. */
  assignedBefore: string[];
  /** What the customer was asked and has not answered, while it waits for that. */
  openRequestId?: string;
  /** Of the last decision, also after the complaint was opened again. */
  outcome?: DecisionOutcome;
  redress?: { amount: number; currency: string };
  decidedAt?: string;
  decidedBy?: string;
  /** Who decided last at stage one, once it is at stage two. */
  decidedStageOne?: string;
  /** Who else decided at stage one, in episodes before. */
  decidedStageOneBefore?: string[];
  closedBecause?: ClosingCause;
  closedAt?: string;
  /** The body of dispute resolution it went to. */
  referredTo?: string;
  duplicateOf?: string;
  surveyed?: true;
  preferences?: Preferences;
}

/** Whether work may still be done on it. */
export function isOpen(state: ComplaintState): boolean {
  return state.clock !== 'stopped';
}

/** Whether a person must say the category before anybody can be found for it. */
export function isCategoryAwaited({ decision, categorisedBy }: ComplaintState): boolean {
  return decision === 'triage' && categorisedBy === 'machine';
}

/** Who may not decide it: whoever did at stage one, in any episode, once it is at stage two. */
export function mayNotDecide({ stage, decidedStageOne, decidedStageOneBefore = [] }: ComplaintState): string[] {
  if (stage === 1 || decidedStageOne === undefined) return [];
  return [...new Set([...decidedStageOneBefore, decidedStageOne])];
}

/** The status of an open complaint that nobody holds and that was not put into the pool yet. */
export function unheldStatus(state: ComplaintState): Status {
  if (isCategoryAwaited(state)) return 'triage';
  if (state.stage === 2) return 'escalated';
  return state.episode > 1 ? 'reopened' : 'received';
}

/** No more work is done on it: its assignment and what was asked are over; who held it last stays known. */
export function stopped(state: ComplaintState): ComplaintState {
  const { assignmentId: _assignment, openRequestId: _request, ...rest } = state;
  return { ...rest, clock: 'stopped' };
}

/** Work begins anew, in nobody's hands. What was decided stays known. */
export function startedAnew(state: ComplaintState): ComplaintState {
  const { specialistId: _specialist, closedBecause: _cause, closedAt: _at, ...rest } = state;
  return { ...rest, clock: 'running' };
}

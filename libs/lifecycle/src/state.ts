import type { CategorisingDecision, Category, Complexity, Priority } from '@redress/contracts';
import type { Status } from './status.js';

/** What is known of a complaint from its events. Plain JSON: what is parsed from its text folds on like the original. */
export interface ComplaintState {
  status: Status;
  /** 1, and one more whenever the complaint is opened again. */
  episode: number;
  clock: 'running' | 'paused' | 'stopped';
  reference: string;
  channel: string;
  language: string;
  pick?: Category;
  receivedAt: string;
  promisedBy: string;
  category?: Category;
  tags?: Category[];
  confidence?: number;
  complexity?: Complexity;
  priority?: Priority;
  decision?: CategorisingDecision;
  /** Who said the category in this episode; a person's word beats the machine's. */
  categorisedBy?: 'machine' | 'person';
  /** Of the present holder; absent while nobody holds the complaint. */
  assignmentId?: string;
  specialistId?: string;
  /** Every assignment of this episode, the present one included. */
  assignedBefore: string[];
}

/** Whether work may still be done on it. */
export function isOpen(state: ComplaintState): boolean {
  return state.clock !== 'stopped';
}

/** The status of an open complaint that nobody holds and that was not put into the pool yet. */
export function unheldStatus({ decision, categorisedBy }: Pick<ComplaintState, 'decision' | 'categorisedBy'>): Status {
  return decision === 'triage' && categorisedBy === 'machine' ? 'triage' : 'received';
}

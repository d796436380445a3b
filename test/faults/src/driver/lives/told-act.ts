import type { Service } from '../../map.js';

/** An answer as it came. */
export interface Answered {
  status: number;
  body: string;
}

/** One thing that somebody did about a complaint, and what they were told of it in the end. */
export interface ToldAct {
  complaintId: string;
  service: Service;
  /** The event that follows from it, by kebab name. */
  event: string;
  /** `unknown`: no answer, or one that leaves it open. */
  outcome: 'accepted' | 'refused' | 'unknown';
  /** Of a refusal, or of an answer that nobody should ever get. */
  status?: number;
  /** The event's id, when an answer named it. */
  eventId?: string;
  /** Of an act that was asked for again under its key: the first answer and every later one. */
  answers?: Answered[];
}

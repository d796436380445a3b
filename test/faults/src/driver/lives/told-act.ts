import type { Service } from '../../map.js';

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
}

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
  /** A try got no answer, or one that says nothing of it. */
  leftOpen?: true;
  /** Of a refusal, or of an answer that nobody should ever get. */
  status?: number;
  /** The event's id, when an answer named it. */
  eventId?: string;
  /** Of an act that was asked for again under its key: the first answer and every later one. */
  answers?: Answered[];
}

/** Whoever said a category may see the complaint no longer, and is told no more about it. */
export const isOutOfSight = ({ event }: ToldAct, { status }: Pick<Answered, 'status'>): boolean =>
  event === 'category-corrected' && status === 404;

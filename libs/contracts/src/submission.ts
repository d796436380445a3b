import type { Category } from './categories.js';
import { limits } from './limits.js';

/** A record of `submissions`, and a line of a batch: a complaint as a channel sends it. */
export interface SubmissionDocument {
  specversion: 1;
  channel: string;
  /** The channel's own: sending it again with the same body changes nothing. */
  id: string;
  /** `id` is the person's `sub`: who signs in with it sees the complaint. */
  customer: { id: string; email?: string; language?: string };
  text: string;
  subject?: string;
  language?: string;
  category?: Category;
  /** RFC 3339 */
  occurredAt?: string;
}

/** Why a submission is refused. */
export const refusalCodes = ['malformed', 'invalid', 'key-mismatch', 'id-reused', 'forbidden'] as const;

export interface RefusalReason {
  code: (typeof refusalCodes)[number];
  /** Dotted path in the body; empty: the whole. */
  path: string;
  message: string;
}

/** A record of `submission-verdicts`, under the submission's key. Accepted: with what the customer may be told; refused: with every reason. */
export interface SubmissionVerdictDocument {
  channel: string;
  id: string;
  verdict: 'accepted' | 'refused';
  complaintId?: string;
  reference?: string;
  promisedBy?: string;
  reasons: RefusalReason[];
}

/** The channel of a customer's own submission over HTTP. No channel upstream is called so. */
export const ownChannel = 'account';

/** A channel's name. */
export const channelPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** What a submission is known by. */
export type SubmissionKey = Pick<SubmissionDocument, 'channel' | 'id'>;

/** The key of a submission's records: `<channel>:<id>`. */
export function submissionKey({ channel, id }: SubmissionKey): string {
  return `${channel}:${id}`;
}

const isSound = (key: string): boolean => key.length <= limits.submissionKey && !/[\0\p{Surrogate}]/u.test(key);

/**
 * Reads a key of `<channel>:<id>`; `undefined` when it is none that a verdict can be said under. Any other is usable, whether
 * or not a channel or an id may be called so: that is for the verdict to say.
 */
export function readSubmissionKey(key: string): SubmissionKey | undefined {
  const colon = key.indexOf(':');
  const [channel, id] = [key.slice(0, Math.max(colon, 0)), key.slice(colon + 1)];
  return channel !== '' && id !== '' && isSound(key) ? { channel, id } : undefined;
}

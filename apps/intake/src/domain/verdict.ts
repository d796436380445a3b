import type { RefusalReason, SubmissionDocument, SubmissionKey, SubmissionVerdictDocument } from '@redress/contracts';

/** What came in as a submission, as far as it could be read. */
export interface ReadSubmission {
  /** What its verdict is said under; absent: it tells nobody's. */
  key?: SubmissionKey;
  /** Of its body; absent when that is not one of this key's. */
  fingerprint?: Buffer;
  /** When nothing is wrong with it. */
  submission?: SubmissionDocument;
  /** Everything that is wrong with it. */
  reasons: RefusalReason[];
}

/** A complaint that was accepted under a channel's id. */
export interface AcceptedSubmission {
  bodyHash: Buffer;
  complaintId: string;
  reference: string;
  promisedBy: Date;
}

/** As on `submission-verdicts`; without channel and id when what came in has none. */
export type Verdict = Omit<SubmissionVerdictDocument, keyof SubmissionKey> & Partial<SubmissionKey>;

const reused: RefusalReason = {
  code: 'id-reused',
  path: 'id',
  message: 'was used with another body: send a new id with a new complaint',
};

/** What a verdict adds to what was sent; none of the channel's words is in it. */
export type Ruling = Required<Pick<Verdict, 'complaintId' | 'reference' | 'promisedBy'>> | 'reused' | 'wrong';

/** The verdict on a submission, when it is known what its id stands for. The same body has the same verdict, always. */
export function verdictOn(read: ReadSubmission, known?: AcceptedSubmission): Verdict {
  if (!known || !read.fingerprint) return verdictBy(read, 'wrong');
  if (!known.bodyHash.equals(read.fingerprint)) return verdictBy(read, 'reused');
  const { complaintId, reference, promisedBy } = known;
  return verdictBy(read, { complaintId, reference, promisedBy: promisedBy.toISOString() });
}

/** The verdict that a ruling makes of what was sent. */
export function verdictBy({ key, reasons }: ReadSubmission, ruling: Ruling): Verdict {
  if (ruling === 'wrong') return { ...key, verdict: 'refused', reasons };
  if (ruling === 'reused') return { ...key, verdict: 'refused', reasons: [...reasons, reused] };
  return { ...key, verdict: 'accepted', ...ruling, reasons: [] };
}

/** The ruling in a verdict. */
export function rulingOf({ complaintId, reference, promisedBy, reasons }: Verdict): Ruling {
  if (complaintId && reference && promisedBy) return { complaintId, reference, promisedBy };
  return reasons.some(({ code }) => code === 'id-reused') ? 'reused' : 'wrong';
}

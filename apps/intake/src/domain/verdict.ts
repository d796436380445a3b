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

/** The verdict on a submission, when it is known what its id stands for. The same body has the same verdict, always. */
export function verdictOn({ key, fingerprint, reasons }: ReadSubmission, known?: AcceptedSubmission): Verdict {
  if (!known || !fingerprint) return { ...key, verdict: 'refused', reasons };
  if (!known.bodyHash.equals(fingerprint)) return { ...key, verdict: 'refused', reasons: [...reasons, reused] };
  const { complaintId, reference, promisedBy } = known;
  return { ...key, verdict: 'accepted', complaintId, reference, promisedBy: promisedBy.toISOString(), reasons: [] };
}

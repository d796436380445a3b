import { checkInput, NotJson, parseJson } from '@redress/bootstrap';
import {
  limits,
  ownChannel,
  type RefusalReason,
  readSubmissionKey,
  type SubmissionKey,
  submissionKey,
} from '@redress/contracts';
import { fingerprint } from '@redress/messaging';
import type { ReadSubmission } from './domain/verdict.js';
import { SubmissionBody } from './submission.body.js';

/** What a submission came in under: a record's key, or the name of the channel that sends a batch. */
export type CameUnder = { key: SubmissionKey } | { channel: string } | undefined;

type Parsed = Record<string, unknown>;

function parse(bytes: Buffer | null): { parsed: Parsed } | { reason: RefusalReason } {
  if (!bytes) return { reason: { code: 'malformed', path: '', message: 'must be a JSON object, not nothing' } };
  if (bytes.length > limits.body) {
    return { reason: { code: 'invalid', path: '', message: `must be ${limits.body} bytes at most` } };
  }
  try {
    const parsed = parseJson(bytes);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { parsed: parsed as Parsed };
    return { reason: { code: 'malformed', path: '', message: 'must be a JSON object' } };
  } catch (error) {
    if (error instanceof NotJson) return { reason: { code: 'malformed', path: '', message: error.message } };
    throw error;
  }
}

/** What it calls itself, when a verdict can be said under that. */
function namedBy({ channel, id }: Parsed): SubmissionKey | undefined {
  if (typeof channel !== 'string' || typeof id !== 'string') return undefined;
  const key = readSubmissionKey(submissionKey({ channel, id }));
  return key?.channel === channel ? key : undefined;
}

/** What is wrong with the name alone: another's, or one that nobody may use. */
function misnamed({ channel, id }: Parsed, under: CameUnder): RefusalReason[] {
  if (typeof channel !== 'string' || typeof id !== 'string') return [];
  const isOther = under && 'channel' in under && channel !== under.channel;
  const differs = under && 'key' in under && submissionKey(under.key) !== submissionKey({ channel, id });
  return [
    ...(isOther || channel === ownChannel
      ? [{ code: 'forbidden' as const, path: 'channel', message: 'must be the name of the channel that sends it' }]
      : []),
    ...(differs
      ? [{ code: 'key-mismatch' as const, path: '', message: "the record's key must be <channel>:<id> of its body" }]
      : []),
  ];
}

/** Reads what came in as a submission, and finds everything that is wrong with it by itself. */
export function readSubmission(bytes: Buffer | null, under: CameUnder): ReadSubmission {
  const own = under && 'key' in under ? under.key : undefined;
  const read = parse(bytes);
  if ('reason' in read) return { ...(own && { key: own }), reasons: [read.reason] };
  const key = own ?? namedBy(read.parsed);
  const wrongNames = misnamed(read.parsed, under);
  const checked = checkInput(SubmissionBody, read.parsed);
  const invalid = 'errors' in checked ? checked.errors.map((error) => ({ code: 'invalid' as const, ...error })) : [];
  const reasons = [...wrongNames, ...invalid];
  return {
    ...(key && { key }),
    ...(wrongNames.length === 0 && { fingerprint: fingerprint(read.parsed) }),
    ...('input' in checked && reasons.length === 0 && { submission: checked.input }),
    reasons,
  };
}

import { isUtf8 } from 'node:buffer';
import { Controller } from '@nestjs/common';
import { readSubmissionKey, type SubmissionKey, submissionKey, UnreadableEvent } from '@redress/contracts';
import { type HeardRecord, HearsRecords, post, type Saying, type Transaction } from '@redress/messaging';
import type { Verdict } from './domain/verdict.js';
import { readSubmission } from './read-submission.js';
import { TakeSubmissions } from './take-submissions.js';

function keyOf(key: HeardRecord['key']): SubmissionKey | undefined {
  return key && isUtf8(key) ? readSubmissionKey(key.toString()) : undefined;
}

/** Takes what channels send over Kafka, and says of each record what became of it. */
@Controller()
export class TakeOnSubmission {
  constructor(private readonly submissions: TakeSubmissions) {}

  @HearsRecords('submissions', (key) => keyOf(key) !== undefined)
  async handle(records: HeardRecord[], tx: Transaction): Promise<Saying[]> {
    const read = records.map(({ key: bytes, value }) => {
      const key = keyOf(bytes);
      return readSubmission(value, key && { key });
    });
    const { verdicts, say } = await this.submissions.take(tx, read);
    const answers = verdicts.map((verdict, nth) => answerTo(records[nth] as HeardRecord, verdict));
    return [...say, ...answers];
  }
}

/** What is released without a usable key is answered under the key that its value spells, if it can be accepted. */
function answerTo({ key, triedOut }: HeardRecord, { channel, id, ...verdict }: Verdict): Saying {
  const mustBeAccepted = triedOut || !keyOf(key);
  if (channel === undefined || id === undefined || (mustBeAccepted && verdict.verdict === 'refused')) {
    throw stillRefused(verdict, triedOut);
  }
  return post('submission-verdicts', submissionKey({ channel, id }), { channel, id, ...verdict });
}

/** Only whoever wrote a value may see what is in it: names of fields are words too. */
function stillRefused({ reasons }: Pick<Verdict, 'reasons'>, triedOut?: true): UnreadableEvent {
  const codes = [...new Set(reasons.map(({ code }) => code))];
  const spelled = triedOut ? reasons.map(({ path, message }) => `${path} ${message}`.trim()) : codes;
  return new UnreadableEvent(codes.includes('malformed') ? 'malformed' : 'invalid', spelled.join('; '));
}

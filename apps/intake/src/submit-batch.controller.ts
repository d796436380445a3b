import { Body, Controller, Header, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles, TakesLines } from '@redress/bootstrap';
import { limits } from '@redress/contracts';
import { type Decision, firstAnswer, Journal, requestKeyOf, type Saying, TakesKey, takeKey } from '@redress/messaging';
import { asAsked, BatchBox } from './batch-box.js';
import type { Verdict } from './domain/verdict.js';
import { readSubmission } from './read-submission.js';
import { SubmissionBody } from './submission.body.js';
import { TakeSubmissions } from './take-submissions.js';
import { VerdictView } from './verdict.view.js';

const ndjson = 'application/x-ndjson';

/** The way in for channels without Kafka: the same submissions, many at once. */
@Controller('v1/complaints/batch')
export class SubmitBatchController {
  constructor(
    private readonly journal: Journal,
    private readonly submissions: TakeSubmissions,
  ) {}

  /** One verdict per line, in order. A line that is refused disturbs no other; all that are accepted are stored at once. */
  @Post()
  @HttpCode(200)
  @Roles('channel')
  @TakesKey()
  @TakesLines(SubmissionBody, { lines: limits.batchLines, bytes: limits.batch })
  @Header('content-type', `${ndjson}; charset=utf-8`)
  @ApiProduces(ndjson)
  @Answers(200, VerdictView, 'One verdict per line, in order')
  @Refuses('key-reused')
  async submit(
    @Body() lines: Buffer[],
    @CurrentPrincipal() channel: Principal,
    @Headers('idempotency-key') key?: string,
  ): Promise<string> {
    if (lines.length === 0) throw Problem.invalid('Send at least one line: a JSON object each.');
    const requestKey = key === undefined ? undefined : requestKeyOf(channel.sub, key, asAsked(lines));
    const read = lines.map((line) => readSubmission(line, { channel: channel.sub }));
    const verdicts = await this.journal.decide(async (tx): Promise<Decision<Verdict[]>> => {
      let say: Saying[] = [];
      await takeKey(tx, requestKey);
      const answer = await firstAnswer(tx, requestKey, new BatchBox(read), async () => {
        const taken = await this.submissions.take(tx, read);
        say = taken.say;
        return taken.verdicts;
      });
      return { answer, say };
    });
    const views: VerdictView[] = verdicts.map((verdict, nth) =>
      verdict.id === undefined ? { line: nth + 1, ...verdict } : verdict,
    );
    return views.map((view) => `${JSON.stringify(view)}\n`).join('');
  }
}

import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Answers, CurrentPrincipal, type Principal, Problem, Roles, TakesLines } from '@redress/bootstrap';
import { limits } from '@redress/contracts';
import { Journal } from '@redress/messaging';
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
  @TakesLines(SubmissionBody, { lines: limits.batchLines, bytes: limits.batch })
  @Header('content-type', `${ndjson}; charset=utf-8`)
  @ApiProduces(ndjson)
  @Answers(200, VerdictView, 'One verdict per line, in order')
  async submit(@Body() lines: Buffer[], @CurrentPrincipal() channel: Principal): Promise<string> {
    if (lines.length === 0) throw Problem.invalid('Send at least one line: a JSON object each.');
    const read = lines.map((line) => readSubmission(line, { channel: channel.sub }));
    const verdicts = await this.journal.decide(async (tx) => {
      const { verdicts: answer, say } = await this.submissions.take(tx, read);
      return { answer, say };
    });
    const views: VerdictView[] = verdicts.map((verdict, nth) =>
      verdict.id === undefined ? { line: nth + 1, ...verdict } : verdict,
    );
    return views.map((view) => `${JSON.stringify(view)}\n`).join('');
  }
}

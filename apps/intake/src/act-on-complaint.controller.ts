import { randomUUIDv7 } from 'node:crypto';
import { applyDecorators, Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Answers, type Asked, AskedHere, Refuses, Roles, TakesNoBody } from '@redress/bootstrap';
import {
  ComplaintEscalated,
  ComplaintWithdrawn,
  CustomerWrote,
  ResolutionAccepted,
  SurveyAnswered,
} from '@redress/contracts';
import { TakesKey } from '@redress/messaging';
import { ComplaintView } from '@redress/timeline';
import { SurveyBody, TextBody } from './act-on-complaint.bodies.js';
import { ActOnComplaint } from './act-on-complaint.js';
import type { CustomerAct } from './domain/customer-acts.js';
import { ReopenComplaint } from './reopen-complaint.js';

/** A route for an act: its address, who may, what it answers and refuses. */
const Act = (act: CustomerAct): MethodDecorator =>
  applyDecorators(
    Post(act),
    HttpCode(202),
    Roles('customer'),
    TakesKey(),
    ApiHeader({ name: 'accept-language', required: false, schema: { type: 'string' } }),
    Answers(202, ComplaintView, 'The complaint; what was decided is on top, pending until the journal has it'),
    Refuses('wrong-state', 'key-reused'),
  );

/** What a customer does about a complaint that is under way or was decided. */
@Controller('v1/complaints/:idOrReference')
export class ActOnComplaintController {
  constructor(
    private readonly acts: ActOnComplaint,
    private readonly reopening: ReopenComplaint,
  ) {}

  /** Writes to whoever works on it; the answer to what the customer was asked, if something was. */
  @Act('messages')
  write(@Body() { text }: TextBody, @AskedHere() asked: Asked): Promise<ComplaintView> {
    return this.acts.say(asked, 'messages', ({ openRequestId: requestId }) => ({
      event: CustomerWrote,
      facts: { messageId: randomUUIDv7(), ...(requestId && { requestId }) },
      words: { text },
    }));
  }

  /** Is satisfied with the decision: the complaint is closed. */
  @Act('accept')
  @TakesNoBody()
  accept(@AskedHere() asked: Asked): Promise<ComplaintView> {
    return this.acts.say(asked, 'accept', ({ episode }) => ({ event: ResolutionAccepted, facts: { episode } }));
  }

  /** It was not solved. While that is possible the same complaint goes on; later a new one follows it, and is the answer. */
  @Act('reopen')
  reopen(@Body() { text }: TextBody, @AskedHere() asked: Asked): Promise<ComplaintView> {
    return this.reopening.reopen(asked, text);
  }

  /** Wants nothing more of it: it is closed. */
  @Act('withdraw')
  @TakesNoBody()
  withdraw(@AskedHere() asked: Asked): Promise<ComplaintView> {
    return this.acts.say(asked, 'withdraw', ({ episode }) => ({ event: ComplaintWithdrawn, facts: { episode } }));
  }

  /** Wants somebody else to decide it: stage two. */
  @Act('escalate')
  escalate(@Body() { text }: TextBody, @AskedHere() asked: Asked): Promise<ComplaintView> {
    return this.acts.say(asked, 'escalate', ({ episode }) => ({
      event: ComplaintEscalated,
      facts: { episode },
      words: { text },
    }));
  }

  /** Says how it was handled, once it is closed, and once. */
  @Act('survey')
  survey(@Body() { score, comment }: SurveyBody, @AskedHere() asked: Asked): Promise<ComplaintView> {
    return this.acts.say(asked, 'survey', () => ({
      event: SurveyAnswered,
      facts: { score },
      ...(comment !== undefined && { words: { text: comment } }),
    }));
  }
}

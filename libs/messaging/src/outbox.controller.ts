import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles } from '@redress/bootstrap';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { SayAgain } from './say-again.js';

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const message = '$property must be a moment such as 2026-11-22T10:00:00Z';

/** As many as a body has room for. */
const eventsAtOnce = 2_000;

export class EventToSayAgain {
  @IsUUID()
  complaintId: string;

  /** The event's. */
  @IsUUID()
  id: string;
}

export class SpanToSayAgain {
  /** The first moment of the span. */
  @IsISO8601({ strict: true }, { message })
  @Matches(moment, { message })
  from: string;

  /** The first moment after it. */
  @IsISO8601({ strict: true }, { message })
  @Matches(moment, { message })
  to: string;

  /** The `next` of the answer before. */
  @IsOptional()
  @Matches(/^\d{1,18}$/)
  after?: string;

  /** Nothing that was said at this moment or later. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message })
  @Matches(moment, { message })
  saidBefore?: string;

  /** These events alone. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(eventsAtOnce)
  @ValidateNested({ each: true })
  @Type(() => EventToSayAgain)
  events?: EventToSayAgain[];
}

export class RowsSaidAgain {
  @IsInt()
  rows: number;

  /** There is more: send the same again with this as `after`. */
  @IsOptional()
  @IsString()
  next?: string;

  /** When, by the database's clock; as `saidBefore` it leaves out what was said again since. */
  @IsISO8601()
  at: string;
}

/** An operator's act on what this service has said. */
@Controller('v1/outbox')
@Roles('operator')
export class OutboxController {
  constructor(private readonly again: SayAgain) {}

  /** What was stored in the span and said is said again, in order; whoever heard it does nothing twice. */
  @Post('say-again')
  @HttpCode(200)
  @Refuses('invalid')
  @Answers(200, RowsSaidAgain, 'So many events and documents are on their way again')
  async sayAgain(
    @Body() { from, to, after, saidBefore, events }: SpanToSayAgain,
    @CurrentPrincipal() operator: Principal,
  ): Promise<RowsSaidAgain> {
    const span = { from: new Date(from), to: new Date(to) };
    if (span.from >= span.to) {
      throw Problem.invalid('The span is empty', [{ path: 'to', message: 'must be later than from' }]);
    }
    const rest = { after, ...(saidBefore !== undefined && { saidBefore: new Date(saidBefore) }) };
    const { at, ...said } = events
      ? await this.again.sayEvents(span, events, operator.sub)
      : await this.again.say(span, rest, operator.sub);
    return { ...said, at: at.toISOString() };
  }
}

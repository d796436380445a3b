import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  Answers,
  CurrentPrincipal,
  IsText,
  IsWhole,
  type Principal,
  Problem,
  Refuses,
  Roles,
} from '@redress/bootstrap';
import { limits, UnreadableEvent } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsISO8601, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import type { ParkedRow } from './parked-row.js';
import { Parking, type Released } from './parking.js';
import { isTransient } from './retry.js';
import { whyParked } from './take-chunk.js';

export class ParkedRecord {
  @IsUUID()
  id: string;

  @IsString()
  topic: string;

  @IsInt()
  partition: number;

  @IsString()
  offset: string;

  @IsOptional()
  @IsUUID()
  complaintId?: string;

  @IsOptional()
  @IsString()
  type?: string;

  /** A code: why it could not be taken, or `behind` an earlier one. */
  @IsString()
  reason: string;

  @IsString()
  detail: string;

  @IsISO8601()
  parkedAt: string;

  /** The record's value, sealed words and all; absent where a topic carries words in clear. */
  @IsOptional()
  @IsString()
  payload?: string;
}

export class ParkedRecords {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ParkedRecord)
  items: ParkedRecord[];

  /** What to send as `after` for more; null at the end. */
  @IsOptional()
  @IsUUID()
  next: string | null;
}

export class ReleasedRecords {
  @IsInt()
  released: number;

  @IsInt()
  left: number;
}

export class ParkedPage {
  @IsOptional()
  @Type(() => Number)
  @IsWhole(1, limits.page)
  limit?: number;

  @IsOptional()
  @IsUUID()
  after?: string;
}

export class Discarding {
  @IsText(1_000)
  reason: string;
}

const unknown = (): Problem => Problem.notFound('There is no such parked record: list them with GET /v1/parked');
const ParkedId = (): ParameterDecorator => Param('id', new ParseUUIDPipe({ exceptionFactory: unknown }));

/** An operator's four acts on what this service has set aside. */
@Controller('v1/parked')
@Roles('operator')
export class ParkedController {
  constructor(private readonly parking: Parking) {}

  @Get()
  @Answers(200, ParkedRecords, 'What is set aside, oldest first')
  async list(@Query() { limit = 50, after }: ParkedPage): Promise<ParkedRecords> {
    const rows = await this.parking.list({ after, limit: limit + 1 });
    const items = rows.slice(0, limit).map(shown);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  @Answers(200, ParkedRecord, 'One parked record with its payload')
  async show(@ParkedId() id: string): Promise<ParkedRecord> {
    const row = await this.parking.find(id);
    if (!row) throw unknown();
    const record = shown(row);
    if (!carriesWords(row)) record.payload = row.value?.toString() ?? '';
    return record;
  }

  @Put(':id/payload')
  @HttpCode(204)
  @Answers(204, undefined, 'Mended; still parked until it is released')
  async mend(
    @ParkedId() id: string,
    @Body() payload: Record<string, unknown> | undefined,
    @CurrentPrincipal() operator: Principal,
  ): Promise<void> {
    if (payload === undefined) throw Problem.invalid('Send the mended payload as the body: a JSON object.');
    const outcome = await this.parking.mend(id, JSON.stringify(payload), operator.sub).catch(stillBroken);
    if (outcome === 'unknown') throw unknown();
  }

  @Post(':id/release')
  @HttpCode(200)
  @Answers(200, ReleasedRecords, 'What took effect, and what of the complaint is still parked')
  async release(@ParkedId() id: string, @CurrentPrincipal() operator: Principal): Promise<Released> {
    return (await this.parking.release(id, operator.sub)) ?? Promise.reject(unknown());
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Refuses('invalid')
  @Answers(200, ReleasedRecords, 'Given up; those behind it were taken as far as possible')
  async discard(
    @ParkedId() id: string,
    @Body() { reason }: Discarding,
    @CurrentPrincipal() operator: Principal,
  ): Promise<Released> {
    return (await this.parking.discard(id, reason, operator.sub)) ?? Promise.reject(unknown());
  }
}

function stillBroken(error: unknown): never {
  if (isTransient(error)) throw error;
  const { reason, detail } = whyParked(error);
  const why = error instanceof UnreadableEvent ? detail : `${reason}: ${detail}`;
  throw Problem.invalid('The mended payload could still not be taken', [{ path: '', message: why }]);
}

/** An operator sees no words: `submissions` carries them in clear. */
const carriesWords = (row: ParkedRow): boolean => row.topic.endsWith('submissions');

function shown(row: ParkedRow): ParkedRecord {
  const { id, topic, partition, offset, complaintId, headers, reason, detail, parkedAt } = row;
  return {
    id,
    topic,
    partition,
    offset,
    ...(complaintId && { complaintId }),
    ...(headers.ce_type && { type: headers.ce_type }),
    reason,
    detail,
    parkedAt: parkedAt.toISOString(),
  };
}

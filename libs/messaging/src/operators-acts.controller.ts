import { Controller, Get, Query } from '@nestjs/common';
import { Answers, Roles } from '@redress/bootstrap';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { type OperatorsActRow, OperatorsActs, operatorsActs } from './operators-acts.js';
import { ParkedPage } from './parked.controller.js';

export class OperatorsAct {
  @IsUUID()
  id: string;

  @IsIn(operatorsActs)
  act: (typeof operatorsActs)[number];

  /** The operator. */
  @IsString()
  by: string;

  @IsISO8601()
  at: string;

  /** The record acted on, for all but `say-again`; it may be gone since. */
  @IsOptional()
  @IsUUID()
  parkedId?: string;

  @IsOptional()
  @IsString()
  topic?: string;

  @IsOptional()
  @IsInt()
  partition?: number;

  @IsOptional()
  @IsString()
  offset?: string;

  @IsOptional()
  @IsUUID()
  complaintId?: string;

  /** Why the operator gave it up. */
  @IsOptional()
  @IsString()
  reason?: string;

  /** The first moment of the span that was said again. */
  @IsOptional()
  @IsISO8601()
  from?: string;

  /** The first moment after it. */
  @IsOptional()
  @IsISO8601()
  to?: string;

  /** How many events and documents were said again. */
  @IsOptional()
  @IsInt()
  rows?: number;
}

export class OperatorsActsPage {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OperatorsAct)
  items: OperatorsAct[];

  /** What to send as `after` for earlier ones; null at the end. */
  @IsOptional()
  @IsUUID()
  next: string | null;
}

/** Who did what to parked records, and who had what said again: facts alone, never what a record holds. */
@Controller('v1/parked/acts')
@Roles('operator', 'lead', 'auditor')
export class OperatorsActsController {
  constructor(private readonly acts: OperatorsActs) {}

  @Get()
  @Answers(200, OperatorsActsPage, 'What operators did, newest first')
  async list(@Query() { limit = 50, after }: ParkedPage): Promise<OperatorsActsPage> {
    const rows = await this.acts.list({ after, limit: limit + 1 });
    const items = rows.slice(0, limit).map(shown);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

function shown(row: OperatorsActRow): OperatorsAct {
  const { id, act, by, at, parkedId, topic, partition, offset, complaintId, reason, from, to, rows } = row;
  const facts = {
    parkedId,
    topic,
    partition,
    offset,
    complaintId,
    reason,
    from: from?.toISOString(),
    to: to?.toISOString(),
    rows,
  };
  const known = Object.entries(facts).filter(([, fact]) => fact !== null && fact !== undefined);
  return { id, act, by, at: at.toISOString(), ...Object.fromEntries(known) };
}

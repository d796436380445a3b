import { type RefusalReason, referencePattern, refusalCodes } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Verdict } from './domain/verdict.js';

/** Why a submission is refused. */
export class RefusalView implements RefusalReason {
  @IsIn(refusalCodes)
  code: RefusalReason['code'];

  /** Dotted path in the line; empty: the whole. */
  @IsString()
  path: string;

  @IsString()
  message: string;
}

/** What became of one line of a batch. */
export class VerdictView implements Verdict {
  @IsOptional()
  @IsString()
  channel?: string;

  @IsOptional()
  @IsString()
  id?: string;

  /** Counted from 1; only where the line tells no channel and id. */
  @IsOptional()
  @IsInt()
  @Min(1)
  line?: number;

  @IsIn(['accepted', 'refused'])
  verdict: 'accepted' | 'refused';

  @IsOptional()
  @IsUUID()
  complaintId?: string;

  @IsOptional()
  @Matches(referencePattern)
  reference?: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  promisedBy?: string;

  /** All there are. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RefusalView)
  reasons: RefusalView[];
}

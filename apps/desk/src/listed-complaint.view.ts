import { labelLanguage } from '@redress/bootstrap';
import { type Category, categories, referencePattern } from '@redress/contracts';
import { label, type Status, statuses } from '@redress/lifecycle';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ListedComplaint } from './storage/list-complaints.js';

/** A complaint in a list. */
export class ListedComplaintView {
  @IsUUID()
  id: string;

  @Matches(referencePattern)
  reference: string;

  @IsIn(statuses)
  status: Status;

  /** The status in the reader's words. */
  @IsString()
  label: string;

  @IsString()
  language: string;

  /** While in triage: what the machine takes it for. */
  @IsOptional()
  @IsIn(categories)
  category?: Category;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  confidence?: number;

  @IsInt()
  @Min(1)
  episode: number;

  @IsIn([1, 2])
  stage: 1 | 2;

  @IsISO8601({ strict: true })
  receivedAt: string;

  @IsISO8601({ strict: true })
  promisedBy: string;

  /** Id of who holds it. */
  @IsOptional()
  @IsString()
  specialist?: string;

  /** Some of its words; empty when they were erased. */
  @IsString()
  excerpt: string;
}

/** A page of complaints. */
export class ListedComplaintsView {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ListedComplaintView)
  items: ListedComplaintView[];

  /** Send it as `after` to get the next page; null on the last one. */
  @IsOptional()
  @IsUUID()
  next: string | null;
}

function show({ id, state, excerpt }: ListedComplaint, acceptLanguage: string | undefined): ListedComplaintView {
  const { reference, status, language, category, confidence, episode, stage, receivedAt, promisedBy } = state;
  return {
    id,
    reference,
    status,
    label: label(status, labelLanguage(acceptLanguage, language)),
    language,
    ...(category && { category }),
    ...(confidence !== undefined && { confidence }),
    episode,
    stage,
    receivedAt,
    promisedBy,
    ...(state.specialistId && { specialist: state.specialistId }),
    excerpt,
  };
}

/** A page of what was read one beyond its limit. */
export function showPage(
  found: ListedComplaint[],
  limit: number,
  acceptLanguage: string | undefined,
): ListedComplaintsView {
  const items = found.slice(0, limit).map((one) => show(one, acceptLanguage));
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

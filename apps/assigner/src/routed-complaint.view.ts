import { type Category, type Complexity, categories, complexities } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Whereabouts, whereabouts } from './domain/standing.js';
import { tellingReason } from './domain/telling-reason.js';
import type { Complaint } from './storage/complaint.entity.js';

/** A complaint as people who assign and hold it see it: no words, they are the desk's. */
export class RoutedComplaintView {
  @IsUUID()
  id: string;

  @IsString()
  reference: string;

  /** received and triage: its category is awaited; pooled: somebody is. */
  @IsIn(whereabouts)
  status: Whereabouts;

  /** 1, and one more whenever the customer came back with it. */
  @IsInt()
  @Min(1)
  episode: number;

  /** 2: another person than before has to decide. */
  @IsInt()
  @Min(1)
  @Max(2)
  stage: number;

  @IsIn(categories)
  category: Category | null;

  @IsIn(categories, { each: true })
  tags: Category[];

  @IsString()
  language: string;

  @IsIn(complexities)
  complexity: Complexity | null;

  @IsISO8601()
  receivedAt: string;

  /** The promised date. */
  @IsISO8601()
  due: string;

  /** Who holds it. */
  @IsOptional()
  @IsString()
  specialist?: string;

  @IsOptional()
  @IsUUID()
  assignmentId?: string;

  /** Why its holder was given it, or why it waits. */
  @IsOptional()
  @IsString()
  reason?: string;
}

/** A page of complaints. */
export class RoutedComplaintsView {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RoutedComplaintView)
  items: RoutedComplaintView[];

  @IsOptional()
  @IsString()
  next: string | null;
}

/** Shows a complaint to people who assign and hold it. */
export function show(complaint: Complaint): RoutedComplaintView {
  const { id, reference, status, episode, stage, category, tags, language, complexity } = complaint;
  const { specialistId, assignmentId } = complaint;
  const reason = complaint.waiting ?? tellingReason(complaint.reasons);
  return {
    id,
    reference,
    status,
    episode,
    stage,
    category,
    tags,
    language,
    complexity,
    receivedAt: complaint.receivedAt.toISOString(),
    due: complaint.due.toISOString(),
    ...(specialistId && { specialist: specialistId }),
    ...(assignmentId && { assignmentId }),
    ...(reason && { reason }),
  };
}

import {
  type Category,
  type Complexity,
  categories,
  complexities,
  type Priority,
  priorities,
  referencePattern,
} from '@redress/contracts';
import { type Status, statuses } from '@redress/lifecycle';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

const effects = ['took', 'void', 'pending'] as const;

/** One thing that happened to a complaint. */
export class TimelineEntryView {
  @IsUUID()
  id: string;

  /** The event's name, such as complaint-submitted. */
  @IsString()
  type: string;

  @IsISO8601({ strict: true })
  at: string;

  /** customer, redress (the machine), lead, or a specialist's id. */
  @IsString()
  by: string;

  /** The words, where there were any. */
  @IsOptional()
  @IsString()
  text?: string;

  /** void: it had no effect; pending: it is decided and on its way. */
  @IsIn(effects)
  effect: (typeof effects)[number];

  /** Why it had no effect. */
  @IsOptional()
  @IsString()
  reason?: string;

  @IsObject()
  data: Record<string, unknown>;
}

/** A complaint as its customer sees it. */
export class ComplaintView {
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

  /** Empty when the words were erased. */
  @IsString()
  text: string;

  @IsOptional()
  @IsIn(categories)
  category?: Category;

  @IsOptional()
  @IsArray()
  @IsIn(categories, { each: true })
  tags?: Category[];

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  confidence?: number;

  @IsOptional()
  @IsIn(complexities)
  complexity?: Complexity;

  @IsOptional()
  @IsIn(priorities)
  priority?: Priority;

  @IsISO8601({ strict: true })
  receivedAt: string;

  @IsISO8601({ strict: true })
  promisedBy: string;

  /** Id of who holds it. */
  @IsOptional()
  @IsString()
  specialist?: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => TimelineEntryView)
  timeline: TimelineEntryView[];
}

/** A page of complaints. */
export class ComplaintsView {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ComplaintView)
  items: ComplaintView[];

  /** Send it as `after` to get the next page; null on the last one. */
  @IsOptional()
  @IsUUID()
  next: string | null;
}

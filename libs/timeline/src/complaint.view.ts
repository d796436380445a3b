import {
  type Category,
  type Complexity,
  categories,
  complexities,
  currencyPattern,
  type DecisionOutcome,
  outcomes,
  type Priority,
  priorities,
  referencePattern,
} from '@redress/contracts';
import { type Status, statuses } from '@redress/lifecycle';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
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

/** `window-over`: nobody came back in time. */
const closingCauses = ['accepted', 'window-over', 'final-response', 'withdrawn'] as const;

/** What the customer gets to put things right. */
export class RedressView {
  /** In units of the currency, not in hundredths of it. */
  @IsNumber()
  @Min(0)
  amount: number;

  /** ISO 4217 */
  @Matches(currencyPattern)
  currency: string;
}

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

  /** customer, redress (the machine), lead, the id of a member of staff, or staff where that is not known. */
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

/** A complaint as its customer and staff see it. */
export class ComplaintView {
  @IsUUID()
  id: string;

  @Matches(referencePattern)
  reference: string;

  @IsIn(statuses)
  status: Status;

  /** How often it was opened, the first time counted. */
  @IsInt()
  @Min(1)
  episode: number;

  /** 2: the customer wanted another person to decide. */
  @IsIn([1, 2])
  stage: 1 | 2;

  /** Why it is closed. */
  @IsOptional()
  @IsIn(closingCauses)
  closedBecause?: (typeof closingCauses)[number];

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

  /** Of the last decision. */
  @IsOptional()
  @IsIn(outcomes)
  outcome?: DecisionOutcome;

  /** What the customer gets to put things right. */
  @IsOptional()
  @ValidateNested()
  @Type(() => RedressView)
  redress?: RedressView;

  /** Of what the customer was asked and has not answered. */
  @IsOptional()
  @IsUUID()
  openRequestId?: string;

  /** Id of the complaint that tells the same. */
  @IsOptional()
  @IsUUID()
  duplicateOf?: string;

  /** Id of the complaint that it continues. */
  @IsOptional()
  @IsUUID()
  follows?: string;

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

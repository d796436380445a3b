import {
  type AssigningHand,
  type AssigningReason,
  assigningHands,
  assigningReasons,
  type CategorisingDecision,
  type Category,
  categories,
  categorisingDecisions,
} from '@redress/contracts';
import { ComplaintView } from '@redress/timeline';
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
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** A stretch of the complaint's text that spoke for the category. */
export class WeightedSpanView {
  /** In UTF-16 units of the text. */
  @IsInt()
  @Min(0)
  start: number;

  /** Exclusive. */
  @IsInt()
  @Min(0)
  end: number;

  @IsNumber()
  weight: number;

  /** The stretch itself; empty when the words were erased. */
  @IsString()
  words: string;
}

/** What the machine said the complaint is about. */
export class SuggestedCategoryView {
  @IsIn(categories)
  category: Category;

  @IsNumber()
  @Min(0)
  @Max(1)
  confidence: number;

  /** triage: a person says it first. */
  @IsIn(categorisingDecisions)
  decision: CategorisingDecision;

  @IsString()
  model: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => WeightedSpanView)
  spans: WeightedSpanView[];
}

/** What a person said instead, or in confirmation. */
export class CorrectedCategoryView {
  @IsIn(categories)
  category: Category;

  @IsString()
  by: string;

  @IsISO8601({ strict: true })
  at: string;

  @IsOptional()
  @IsString()
  reason?: string;
}

/** Why the complaint has its category. */
export class WhyCategoryView {
  @IsOptional()
  @ValidateNested()
  @Type(() => SuggestedCategoryView)
  suggested?: SuggestedCategoryView;

  @IsOptional()
  @ValidateNested()
  @Type(() => CorrectedCategoryView)
  corrected?: CorrectedCategoryView;
}

/** Why its holder, or who held it last, was given it. */
export class WhyHolderView {
  @IsString()
  specialist: string;

  @IsUUID()
  assignmentId: string;

  /** rule: the machine; claim: the holder; lead. */
  @IsIn(assigningHands)
  by: AssigningHand;

  @IsArray()
  @IsIn(assigningReasons, { each: true })
  reasons: AssigningReason[];

  @IsISO8601({ strict: true })
  at: string;
}

/** Who complains. */
export class ComplainantView {
  @IsString()
  id: string;

  @IsOptional()
  @IsString()
  email?: string;

  /** To be written to in. */
  @IsOptional()
  @IsString()
  language?: string;
}

/** A complaint as staff see it: with internal notes and reasons. */
export class DeskComplaintView extends ComplaintView {
  @IsOptional()
  @IsString()
  subject?: string;

  /** Absent when the words were erased. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ComplainantView)
  complainant?: ComplainantView;

  @IsOptional()
  @ValidateNested()
  @Type(() => WhyCategoryView)
  whyCategory?: WhyCategoryView;

  @IsOptional()
  @ValidateNested()
  @Type(() => WhyHolderView)
  whyHolder?: WhyHolderView;
}

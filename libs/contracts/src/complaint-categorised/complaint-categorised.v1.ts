import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Category, type Complexity, categories, complexities, type Priority, priorities } from '../categories.js';

export const categorisingDecisions = ['auto', 'suggest', 'triage'] as const;
export type CategorisingDecision = (typeof categorisingDecisions)[number];

/** A stretch of the complaint's text that spoke for the category: offsets in UTF-16 units, end exclusive, never the words. */
export class Span {
  @IsInt()
  @Min(0)
  start: number;

  @IsInt()
  @Min(0)
  end: number;

  @IsNumber()
  weight: number;
}

/** The machine said what a complaint is about, how sure it is, how complex it is, and why. */
export class ComplaintCategorised {
  @IsIn(categories)
  category: Category;

  /** What else it touches; counted under `category` only. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(categories, { each: true })
  tags: Category[];

  /** From 0 (a fallback, nothing spoke for it) to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  confidence: number;

  @IsIn(complexities)
  complexity: Complexity;

  @IsIn(priorities)
  priority: Priority;

  @IsIn(categorisingDecisions)
  decision: CategorisingDecision;

  /** Name and version of what decided. */
  @IsString()
  @MaxLength(100)
  model: string;

  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => Span)
  spans: Span[];
}

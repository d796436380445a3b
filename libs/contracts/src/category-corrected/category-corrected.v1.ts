import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type Category, categories } from '../categories.js';
import { limits } from '../limits.js';

/** A person said what the complaint is about; it beats what the machine said. */
export class CategoryCorrected {
  @IsIn(categories)
  category: Category;

  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;

  /** Sealed {@link ReasonWords}. */
  @IsOptional()
  @IsString()
  sealed?: string;
}

import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

/** The customer said how the complaint was handled. */
export class SurveyAnswered {
  /** From 1 (badly) to 5 (well). */
  @IsInt()
  @Min(1)
  @Max(5)
  score: number;

  /** Sealed {@link MessageWords}. */
  @IsOptional()
  @IsString()
  sealed?: string;
}

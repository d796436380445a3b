import { IsText, IsWhole, MayBeAbsent } from '@redress/bootstrap';
import { limits } from '@redress/contracts';

/** What a customer writes. */
export class TextBody {
  @IsText(limits.text)
  text: string;
}

/** How a customer found it handled. */
export class SurveyBody {
  /** From 1 (badly) to 5 (well). */
  @IsWhole(1, 5)
  score: number;

  @MayBeAbsent()
  @IsText(limits.text)
  comment?: string;
}

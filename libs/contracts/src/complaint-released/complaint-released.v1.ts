import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

export const releasingReasons = ['handed-over', 'reassigned', 'retired', 'category-corrected'] as const;
export type ReleasingReason = (typeof releasingReasons)[number];

/** The specialist no longer holds the complaint. */
export class ComplaintReleased {
  @IsUUID()
  assignmentId: string;

  /** A code, never the person's words. */
  @IsIn(releasingReasons)
  reason: ReleasingReason;

  /** The `sub` of the lead whose act took it away. Only the audit tells it. */
  @IsOptional()
  @IsString()
  @MaxLength(limits.sub)
  actor?: string;
}

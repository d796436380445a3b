import { IsIn, IsUUID } from 'class-validator';

export const releasingReasons = ['handed-over', 'reassigned', 'retired', 'category-corrected'] as const;
export type ReleasingReason = (typeof releasingReasons)[number];

/** The specialist no longer holds the complaint. */
export class ComplaintReleased {
  @IsUUID()
  assignmentId: string;

  /** A code, never the person's words. */
  @IsIn(releasingReasons)
  reason: ReleasingReason;
}

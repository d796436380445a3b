import { IsIn, IsInt, Min } from 'class-validator';

/** `nobody-skilled`: no specialist has the skill; `nobody-free`: those who have it are full, absent or off shift. */
export const poolingReasons = ['nobody-skilled', 'nobody-free'] as const;
export type PoolingReason = (typeof poolingReasons)[number];

/** Nobody can take the complaint at once; it waits, oldest first, until somebody can. */
export class ComplaintPooled {
  @IsInt()
  @Min(1)
  episode: number;

  @IsIn(poolingReasons)
  reason: PoolingReason;
}

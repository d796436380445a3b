import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

export const assigningHands = ['rule', 'claim', 'lead'] as const;
export type AssigningHand = (typeof assigningHands)[number];

/** Why this person, as codes a desk can put into words. */
export const assigningReasons = [
  'skilled-category',
  'skilled-language',
  'fewest-open',
  'waited-longest',
  'held-before',
  'claimed',
  'handed-over',
  'chosen-by-lead',
] as const;
export type AssigningReason = (typeof assigningReasons)[number];

/** A specialist holds the complaint from here on. */
export class ComplaintAssigned {
  @IsUUID()
  assignmentId: string;

  @IsString()
  @MaxLength(100)
  specialistId: string;

  @IsIn(assigningHands)
  by: AssigningHand;

  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(assigningReasons, { each: true })
  reasons: AssigningReason[];

  /** The `sub` of the lead who chose. Only the audit tells it. */
  @IsOptional()
  @IsString()
  @MaxLength(limits.sub)
  actor?: string;
}

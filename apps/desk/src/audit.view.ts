import { Type } from 'class-transformer';
import { IsArray, IsIn, IsISO8601, IsObject, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';

export const auditedActs = ['did', 'read'] as const;
const effects = ['took', 'void', 'pending'] as const;

/** Something that was done to a complaint, or somebody who read it. No words. */
export class AuditEntryView {
  @IsUUID()
  id: string;

  @IsISO8601({ strict: true })
  at: string;

  /** A staff member's id, customer, or redress (the machine); lead or staff where it is not known which. */
  @IsString()
  by: string;

  @IsIn(auditedActs)
  act: (typeof auditedActs)[number];

  /** Of what was done: the event's name; of what was read: opened, followed, searched, triaged. */
  @IsString()
  type: string;

  /** Of what was done. */
  @IsOptional()
  @IsIn(effects)
  effect?: (typeof effects)[number];

  /** Why it had no effect. */
  @IsOptional()
  @IsString()
  reason?: string;

  /** The facts of what was done. */
  @IsOptional()
  @IsObject()
  data?: Record<string, unknown>;
}

/** A page of an audit. */
export class AuditView {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AuditEntryView)
  items: AuditEntryView[];

  /** Send it as `after` to get the next page; null on the last one. */
  @IsOptional()
  @IsUUID()
  next: string | null;
}

import { limits } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

/** Which part of a list is asked for. */
export class ListComplaintsQuery {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(limits.page)
  limit: number = 50;

  /** The `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;
}

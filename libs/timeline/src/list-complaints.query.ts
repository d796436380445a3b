import { IsWhole } from '@redress/bootstrap';
import { limits } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID } from 'class-validator';

/** Which part of a list is asked for. */
export class ListComplaintsQuery {
  @Type(() => Number)
  @IsWhole(1, limits.page)
  limit: number = 50;

  /** The `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;
}

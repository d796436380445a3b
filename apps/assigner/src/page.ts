import { IsWhole, MayBeAbsent } from '@redress/bootstrap';
import { limits } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsUUID } from 'class-validator';

/** How much of a list is asked for. */
export class PageSize {
  @Type(() => Number)
  @IsWhole(1, limits.page)
  limit: number = 50;
}

/** A page of complaints. */
export class ComplaintPage extends PageSize {
  /** `next` of the page before. */
  @MayBeAbsent()
  @IsUUID()
  after?: string;
}

/** A page of a list; `next` is what to send as `after` for more, null at the end. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Makes a page of rows that were read one beyond its limit. */
export function pageOf<Row extends { id: string }, Item>(
  rows: Row[],
  limit: number,
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  return { items: shown.map(show), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

import { type Service, services } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';

export class OrderedEventView {
  /** The event's id. */
  @IsUUID()
  id: string;

  /** Who said it. */
  @IsIn(services)
  service: Service;
}

export class ComplaintOrderView {
  @IsUUID()
  complaintId: string;

  /** In journal order. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OrderedEventView)
  events: OrderedEventView[];
}

export class ComplaintOrdersView {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ComplaintOrderView)
  items: ComplaintOrderView[];

  /** The `after` of the next page; null on the last. */
  @IsOptional()
  @IsUUID()
  next: string | null;
}

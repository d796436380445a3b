import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, Roles } from '@redress/bootstrap';
import { ListComplaintsQuery } from '@redress/timeline';
import type { DataSource } from 'typeorm';
import { ComplaintOrdersView } from './journal-order.view.js';
import { journalOrder } from './storage/journal-order.js';

/** In which order a lost journal is said again. */
@Controller('v1/journal-order')
@Roles('operator')
export class ShowJournalOrderController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The events of each complaint in the order in which they were heard, without what they say. */
  @Get()
  @Answers(200, ComplaintOrdersView, 'A page of complaints')
  async show(@Query() { limit, after }: ListComplaintsQuery): Promise<ComplaintOrdersView> {
    const found = await journalOrder(this.dataSource, after, limit + 1);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.complaintId ?? null) : null };
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, type Principal, Roles } from '@redress/bootstrap';
import type { DataSource } from 'typeorm';
import { ComplaintPage, pageOf } from './page.js';
import { RoutedComplaintsView, show } from './routed-complaint.view.js';
import { readQueue } from './storage/find-complaints.js';

@Roles('specialist')
@Controller('v1/queue')
export class ShowQueueController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** What one holds, in due order. */
  @Get()
  @Answers(200, RoutedComplaintsView, 'Your queue.')
  async read(@Query() page: ComplaintPage, @CurrentPrincipal() me: Principal): Promise<RoutedComplaintsView> {
    return pageOf(await readQueue(this.dataSource.manager, me.sub, page), page.limit, show);
  }
}

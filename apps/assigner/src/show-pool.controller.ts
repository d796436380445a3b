import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, Roles } from '@redress/bootstrap';
import type { DataSource } from 'typeorm';
import { ComplaintPage, pageOf } from './page.js';
import { RoutedComplaintsView, show } from './routed-complaint.view.js';
import { readPool } from './storage/find-complaints.js';

@Roles('lead', 'senior')
@Controller('v1/pool')
export class ShowPoolController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** What waits for somebody, in the order in which it will be given out. */
  @Get()
  @Answers(200, RoutedComplaintsView, 'The pool.')
  async read(@Query() page: ComplaintPage): Promise<RoutedComplaintsView> {
    return pageOf(await readPool(this.dataSource.manager, page), page.limit, show);
  }
}

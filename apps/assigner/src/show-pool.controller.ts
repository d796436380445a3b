import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, Roles } from '@redress/bootstrap';
import type { DataSource } from 'typeorm';
import { RoutedComplaints, show } from './answers.js';
import { ComplaintPage, pageOf } from './page.js';
import { readPool } from './storage/find-complaints.js';

@Roles('lead', 'senior')
@Controller('v1/pool')
export class ShowPool {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** What waits for somebody, in the order in which it will be given out. */
  @Get()
  @Answers(200, RoutedComplaints, 'The pool.')
  async read(@Query() page: ComplaintPage): Promise<RoutedComplaints> {
    return pageOf(await readPool(this.dataSource.manager, page), page.limit, show);
  }
}

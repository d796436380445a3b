import { Controller, Get, Headers, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, type Principal, Roles } from '@redress/bootstrap';
import { ListComplaintsQuery } from '@redress/timeline';
import type { DataSource } from 'typeorm';
import { ListedComplaintsView, showPage } from './listed-complaint.view.js';
import { listTriage } from './storage/list-complaints.js';
import { recordReading } from './storage/record-reading.js';

@Controller('v1/triage')
export class ListTriageController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** What waits for a person to say its category, the oldest first; specialists see it in their languages. */
  @Get()
  @Roles('specialist', 'senior', 'lead', 'auditor')
  @Answers(200, ListedComplaintsView, 'A page of complaints')
  async list(
    @Query() { limit, after }: ListComplaintsQuery,
    @CurrentPrincipal() reader: Principal,
    @Headers('accept-language') language?: string,
  ): Promise<ListedComplaintsView> {
    const page = showPage(await listTriage(this.dataSource, reader, { after, limit: limit + 1 }), limit, language);
    await recordReading(
      this.dataSource,
      reader.sub,
      'triaged',
      page.items.map(({ id }) => id),
    );
    return page;
  }
}

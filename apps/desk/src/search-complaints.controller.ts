import { Controller, Get, Headers, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, IsText, type Principal, Roles } from '@redress/bootstrap';
import { ListComplaintsQuery } from '@redress/timeline';
import type { DataSource } from 'typeorm';
import { ListedComplaintsView, showPage } from './listed-complaint.view.js';
import { searchComplaints } from './storage/list-complaints.js';
import { recordReading } from './storage/record-reading.js';

const longest = 200;

class Search extends ListComplaintsQuery {
  /** Words in any of their forms, Russian or English; "in quotes" as a phrase, -without, one OR another. */
  @IsText(longest)
  q: string;
}

@Controller('v1/search')
export class SearchComplaintsController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Complaints in which something was said, the newest first; specialists find what they may see. */
  @Get()
  @Roles('specialist', 'senior', 'lead', 'auditor')
  @Answers(200, ListedComplaintsView, 'A page of complaints')
  async search(
    @Query() { q, limit, after }: Search,
    @CurrentPrincipal() reader: Principal,
    @Headers('accept-language') language?: string,
  ): Promise<ListedComplaintsView> {
    const found = await searchComplaints(this.dataSource, reader, q, { after, limit: limit + 1 });
    const page = showPage(found, limit, language);
    await recordReading(
      this.dataSource,
      reader.sub,
      'searched',
      page.items.map(({ id }) => id),
    );
    return page;
  }
}

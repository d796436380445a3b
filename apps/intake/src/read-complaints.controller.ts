import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Roles, type StreamSource, Streams } from '@redress/bootstrap';
import { ComplaintsView, ComplaintView, ListComplaintsQuery, TimelineEntryView } from '@redress/timeline';
import { ShowComplaints } from './show-complaints.js';
import { FindComplaints } from './storage/find-complaints.js';

/** A customer follows their own complaints. */
@Controller('v1/complaints')
export class ReadComplaintsController {
  constructor(
    private readonly complaints: FindComplaints,
    private readonly show: ShowComplaints,
  ) {}

  /** The customer's own complaints, newest first. */
  @Get()
  @Roles('customer')
  @Answers(200, ComplaintsView, 'A page of complaints')
  async list(
    @Query() { limit, after }: ListComplaintsQuery,
    @CurrentPrincipal() customer: Principal,
    @Headers('accept-language') language?: string,
  ): Promise<ComplaintsView> {
    const found = await this.complaints.page(customer, after, limit + 1);
    const page = found.slice(0, limit);
    return { items: await this.show.all(page, language), next: found.length > limit ? (page.at(-1) ?? null) : null };
  }

  /** One of the customer's own complaints, by its id or its reference. */
  @Get(':idOrReference')
  @Roles('customer')
  @Answers(200, ComplaintView, 'The complaint')
  async read(
    @Param('idOrReference') name: string,
    @CurrentPrincipal() customer: Principal,
    @Headers('accept-language') language?: string,
  ): Promise<ComplaintView> {
    return this.show.one(await this.complaints.one(customer, name), language);
  }

  /** What happens to it, as it happens: every entry of its timeline, once it is known whether it took. */
  @Get(':idOrReference/stream')
  @Roles('customer')
  @Streams(TimelineEntryView, 'The timeline, entry by entry')
  async stream(@Param('idOrReference') name: string, @CurrentPrincipal() customer: Principal): Promise<StreamSource> {
    const key = await this.complaints.one(customer, name);
    const read = async (after: string | undefined) => {
      const entries = await this.show.entriesAfter(key, after);
      return entries.map((entry) => ({ id: entry.id, event: entry.type, data: entry }));
    };
    return { key, read };
  }
}

import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Problem, Roles } from '@redress/bootstrap';
import { referencePattern } from '@redress/contracts';
import {
  ComplaintsView,
  ComplaintView,
  type KnownComplaint,
  ListComplaintsQuery,
  openWords,
  showComplaint,
} from '@redress/timeline';
import { VaultReader } from '@redress/vault';
import { isUUID } from 'class-validator';
import { FindComplaints } from './storage/find-complaints.js';

/** A customer follows their own complaints. */
@Controller('v1/complaints')
export class ReadComplaintsController {
  constructor(
    private readonly complaints: FindComplaints,
    private readonly vault: VaultReader,
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
    const found = await this.complaints.page(customer.sub, after, limit + 1);
    const page = found.slice(0, limit);
    return { items: await this.show(page, language), next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
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
    const named = isUUID(name) ? { id: name } : referencePattern.test(name) ? { reference: name } : undefined;
    const found = named && (await this.complaints.one(customer.sub, named));
    if (!found) throw Problem.notFound('You have no complaint with this id or reference.');
    const [shown] = await this.show([found], language);
    if (!shown) throw Problem.unavailable('The complaint is being read back from the journal. Try again.');
    return shown;
  }

  private async show(found: KnownComplaint[], acceptLanguage?: string): Promise<ComplaintView[]> {
    const words = await openWords(found, this.vault);
    return found.flatMap(({ state, ...known }) =>
      state ? [showComplaint({ ...known, state }, words, acceptLanguage)] : [],
    );
  }
}

import { Controller, Get, Header, Headers } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, type Principal, RateLimit, Roles } from '@redress/bootstrap';
import { limits } from '@redress/contracts';
import type { DataSource } from 'typeorm';
import { MyDataView, type OwnComplaintView } from './my-data.view.js';
import { showPreferences } from './preferences.view.js';
import { ShowComplaints } from './show-complaints.js';
import { FindComplaints } from './storage/find-complaints.js';
import { preferencesOf } from './storage/preferences.js';

/** A customer takes their own data home. */
@Controller('v1/my-data')
export class HandOutDataController {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly complaints: FindComplaints,
    private readonly show: ShowComplaints,
  ) {}

  /** Everything of this person as one file. */
  @Get()
  @Roles('customer')
  @RateLimit({ perMinute: 10 })
  @Header('content-disposition', 'attachment; filename="my-data.json"')
  @Answers(200, MyDataView, 'The file')
  async handOut(
    @CurrentPrincipal() customer: Principal,
    @Headers('accept-language') language?: string,
  ): Promise<MyDataView> {
    const { sub, email } = customer;
    const preferences = showPreferences((await preferencesOf(this.dataSource, [sub])).get(sub));
    const complaints = await this.all(customer, language);
    return { at: new Date().toISOString(), customerId: sub, ...(email && { email }), preferences, complaints };
  }

  private async all(customer: Principal, language?: string): Promise<OwnComplaintView[]> {
    const complaints: OwnComplaintView[] = [];
    let after: string | undefined;
    do {
      const page = await this.complaints.page(customer, after, limits.page);
      complaints.push(...(await this.show.whole(page, language)));
      after = page.length === limits.page ? page.at(-1) : undefined;
    } while (after);
    return complaints;
  }
}

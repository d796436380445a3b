import { Controller, Get, Headers, Param } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, type Principal, Roles } from '@redress/bootstrap';
import type { DataSource } from 'typeorm';
import { DeskComplaintView } from './desk-complaint.view.js';
import { FindComplaint } from './find-complaint.js';
import { ShowComplaints } from './show-complaints.js';
import { recordReading } from './storage/record-reading.js';

@Controller('v1/complaints/:idOrReference')
export class ReadComplaintController {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly complaints: FindComplaint,
    private readonly show: ShowComplaints,
  ) {}

  /** A complaint with its words, its timeline, internal notes, and why it has its category and its holder. */
  @Get()
  @Roles('specialist', 'senior', 'lead', 'auditor')
  @Answers(200, DeskComplaintView, 'The complaint')
  async read(
    @Param('idOrReference') name: string,
    @CurrentPrincipal() reader: Principal,
    @Headers('accept-language') language?: string,
  ): Promise<DeskComplaintView> {
    const id = await this.complaints.one(reader, name);
    await recordReading(this.dataSource, reader.sub, 'opened', [id]);
    return this.show.one(id, language);
  }
}

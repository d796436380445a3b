import { Controller, Get, Param } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CurrentPrincipal, type Principal, Roles, type StreamSource, Streams } from '@redress/bootstrap';
import { TimelineEntryView } from '@redress/timeline';
import type { DataSource } from 'typeorm';
import { FindComplaint } from './find-complaint.js';
import { ShowComplaints } from './show-complaints.js';
import { recordReading } from './storage/record-reading.js';

@Controller('v1/complaints/:idOrReference/stream')
export class StreamComplaintController {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly complaints: FindComplaint,
    private readonly show: ShowComplaints,
  ) {}

  /** What happens to a complaint, as it happens; over once the reader may no longer see it. */
  @Get()
  @Roles('specialist', 'senior', 'lead', 'auditor')
  @Streams(TimelineEntryView, 'The timeline, entry by entry')
  async stream(@Param('idOrReference') name: string, @CurrentPrincipal() reader: Principal): Promise<StreamSource> {
    const key = await this.complaints.one(reader, name);
    return { key, read: (after) => this.read(reader, key, after) };
  }

  private async read(reader: Principal, id: string, after: string | undefined) {
    await this.complaints.one(reader, id);
    await recordReading(this.dataSource, reader.sub, 'followed', [id]);
    const entries = await this.show.entriesAfter(id, after);
    return entries.map((entry) => ({ id: entry.id, event: entry.type, data: entry }));
  }
}

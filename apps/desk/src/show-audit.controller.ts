import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, type Principal, Roles } from '@redress/bootstrap';
import { ListComplaintsQuery, Timelines, whoActed } from '@redress/timeline';
import type { DataSource } from 'typeorm';
import { type AuditEntryView, AuditView } from './audit.view.js';
import { FindComplaint } from './find-complaint.js';

const readings = `
  SELECT id, read_at AS at, reader AS by, way AS type FROM complaint_read WHERE complaint_id = $1 ORDER BY read_at, id`;

type Reading = Pick<AuditEntryView, 'id' | 'by' | 'type'> & { at: Date };

@Controller('v1/complaints/:idOrReference/audit')
export class ShowAuditController {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly complaints: FindComplaint,
    private readonly timelines: Timelines,
  ) {}

  /** Who did what to a complaint, and who read it, in the order of time; without words. */
  @Get()
  @Roles('lead', 'auditor')
  @Answers(200, AuditView, 'A page of the audit')
  async show(
    @Param('idOrReference') name: string,
    @Query() { limit, after }: ListComplaintsQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<AuditView> {
    const id = await this.complaints.one(reader, name);
    const all = [...(await this.done(id)), ...(await this.read(id))].toSorted((one, other) =>
      one.at < other.at ? -1 : Number(one.at > other.at),
    );
    const left = all.slice(all.findIndex((entry) => entry.id === after) + 1);
    const items = left.slice(0, limit);
    return { items, next: left.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  private async done(id: string): Promise<AuditEntryView[]> {
    const [{ timeline } = { timeline: [] }] = await this.timelines.of([id]);
    const speakers = whoActed(timeline);
    return timeline.map(({ sealed: _words, ...entry }, nth) => ({ ...entry, by: speakers[nth] as string, act: 'did' }));
  }

  private async read(id: string): Promise<AuditEntryView[]> {
    const rows: Reading[] = await this.dataSource.query(readings, [id]);
    return rows.map(({ at, ...reading }) => ({ ...reading, at: at.toISOString(), act: 'read' }));
  }
}

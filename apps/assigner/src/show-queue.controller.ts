import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, type Principal, Roles, type StreamSource, Streams } from '@redress/bootstrap';
import { type DataSource, In } from 'typeorm';
import { ComplaintPage, pageOf } from './page.js';
import { QueueChangeView, showChange } from './queue-change.view.js';
import { RoutedComplaintsView, show } from './routed-complaint.view.js';
import { Complaint } from './storage/complaint.entity.js';
import { readQueue } from './storage/find-complaints.js';
import { queueChanges } from './storage/queue-changes.js';

@Roles('specialist')
@Controller('v1/queue')
export class ShowQueueController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** What one holds, in due order; what waits for its customer too. */
  @Get()
  @Answers(200, RoutedComplaintsView, 'Your queue.')
  async read(@Query() page: ComplaintPage, @CurrentPrincipal() me: Principal): Promise<RoutedComplaintsView> {
    return pageOf(await readQueue(this.dataSource.manager, me.sub, page), page.limit, show);
  }

  /**
   * Every change of one's queue as it happens. Without `Last-Event-ID`, or with one from more than a week ago, first
   * the last change of everything that is in it.
   */
  @Get('stream')
  @Streams(QueueChangeView, 'The changes of your queue.')
  stream(@CurrentPrincipal() { sub }: Principal): StreamSource {
    return {
      key: sub,
      read: async (after) => {
        const changes = await queueChanges(this.dataSource.manager, sub, after);
        const ids = changes.map(({ complaintId }) => complaintId);
        const found = ids.length > 0 ? await this.dataSource.manager.findBy(Complaint, { id: In(ids) }) : [];
        const complaints = new Map(found.map((complaint) => [complaint.id, complaint]));
        return changes.flatMap((change) => {
          const complaint = complaints.get(change.complaintId);
          return complaint ? [{ id: change.id, event: change.type, data: showChange(change, complaint, sub) }] : [];
        });
      },
    };
  }
}

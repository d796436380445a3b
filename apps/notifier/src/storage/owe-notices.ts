import { type DocumentSaying, post, type Transaction } from '@redress/messaging';
import { ledgerLine, noticeId, type OwedNotice } from '../domain/notice.js';

const queueNew = `
  INSERT INTO notice (notice_id, complaint_id, causation_id, person, template, channel, state, due_at)
  SELECT notice_id, complaint_id, causation_id, person, template, channel, 'queued', now()
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
    AS owed (notice_id, complaint_id, causation_id, person, template, channel)
  ON CONFLICT DO NOTHING
  RETURNING notice_id`;

/** Queues what is owed and not queued yet, and gives the ledger's lines for it. */
export async function oweNotices(tx: Transaction, owed: OwedNotice[], now: Date): Promise<DocumentSaying[]> {
  if (owed.length === 0) return [];
  const notices = owed.map((notice) => ({ ...notice, noticeId: noticeId(notice) }));
  const rows: { notice_id: string }[] = await tx.query(queueNew, [
    notices.map((notice) => notice.noticeId),
    notices.map((notice) => notice.complaintId),
    notices.map((notice) => notice.causationId),
    notices.map((notice) => notice.person),
    notices.map((notice) => notice.template),
    notices.map((notice) => notice.channel),
  ]);
  const queued = new Set(rows.map((row) => row.notice_id));
  return notices
    .filter((notice) => queued.has(notice.noticeId))
    .map((notice) => post('notifications', notice.complaintId, ledgerLine(notice, 'queued', now)));
}

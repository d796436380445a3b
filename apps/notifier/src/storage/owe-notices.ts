import type { NotificationDocument } from '@redress/contracts';
import { post, type Transaction } from '@redress/messaging';
import { ledgerLine, noticeId } from '../domain/notice.js';
import type { Owing } from '../domain/owing.js';

const keepNew = `
  INSERT INTO notice (notice_id, complaint_id, causation_id, person, template, channel, told, sealed, state, due_at)
  SELECT notice_id, complaint_id, causation_id, person, template, channel, told, sealed, state,
    CASE WHEN state = 'queued' THEN now() END
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::text[], $9::text[])
    AS owed (notice_id, complaint_id, causation_id, person, template, channel, told, sealed, state)
  ON CONFLICT DO NOTHING
  RETURNING notice_id`;

/** How the customer is told: a mail waits to be sent, and what stands in the account is there at once. */
const ways = [
  { channel: 'email', state: 'queued' },
  { channel: 'account', state: 'sent' },
] as const;

/** Whoever asks for a way in has none into the account. */
const waysOf = ({ template }: Owing) => ways.filter(({ channel }) => channel === 'email' || template !== 'way-in');

/** A line of the ledger, ready to be said. */
export type LedgerSaying = ReturnType<typeof post> & { document: NotificationDocument };

/** Keeps what is owed and not kept yet, and gives the ledger's lines for it. */
export async function oweNotices(tx: Transaction, owed: Owing[], now: Date): Promise<LedgerSaying[]> {
  if (owed.length === 0) return [];
  const notices = owed.flatMap((owing) =>
    waysOf(owing).map(({ channel, state }) => {
      const notice = { ...owing, person: 'customer', channel };
      return { ...notice, state, noticeId: noticeId(notice) };
    }),
  );
  const rows: { notice_id: string }[] = await tx.query(keepNew, [
    notices.map((notice) => notice.noticeId),
    notices.map((notice) => notice.complaintId),
    notices.map((notice) => notice.causationId),
    notices.map((notice) => notice.person),
    notices.map((notice) => notice.template),
    notices.map((notice) => notice.channel),
    notices.map((notice) => JSON.stringify(notice.told)),
    notices.map((notice) => (notice.channel === 'email' ? (notice.sealed ?? null) : null)),
    notices.map((notice) => notice.state),
  ]);
  const kept = new Set(rows.map((row) => row.notice_id));
  return notices
    .filter((notice) => kept.has(notice.noticeId))
    .map((notice) => {
      const document = ledgerLine(notice, notice.state, now);
      return { ...post('notifications', notice.complaintId, document), document };
    });
}

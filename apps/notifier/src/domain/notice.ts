import { createHash } from 'node:crypto';
import type { NoticeState, NotificationDocument, Template } from '@redress/contracts';

/** What a mail is about: one file of texts per name and language. */
export const noticeTemplates = [
  'received',
  'assigned',
  'specialist-wrote',
  'information-requested',
  'decision',
  'reopened',
  'duplicate',
  'closed',
  'survey',
  'escalated',
  'referred',
  'way-in',
] as const satisfies (Template | 'escalated' | 'referred' | 'way-in')[];
export type NoticeTemplate = (typeof noticeTemplates)[number];

/**
 * What the customer may do without. Everything else is owed: by law, or because the complaint stands still until the
 * customer knows it, or because the customer asked for it this minute.
 */
const mayBeUnwanted: ReadonlySet<NoticeTemplate> = new Set(['assigned', 'specialist-wrote', 'reopened', 'survey']);

/** Whether a customer with these wishes is sent that mail. */
export function isWanted(
  template: NoticeTemplate,
  wishes: Readonly<Record<string, boolean | undefined>> = {},
): boolean {
  return wishes[template] !== false || !mayBeUnwanted.has(template);
}

/** What makes a notice one and the same, however often its cause is heard: cause × person × template × channel. */
export interface NoticeKey {
  /** The journal event that somebody is told of. */
  causationId: string;
  /** Who is told: `customer`, later a specialist's id. */
  person: string;
  template: NoticeTemplate;
  channel: NotificationDocument['channel'];
}

export interface OwedNotice extends NoticeKey {
  complaintId: string;
}

/**
 * The notice's id: a UUIDv7 with the time of its cause, otherwise made from what makes it the same notice. It can be
 * told again from the journal alone.
 */
export function noticeId({ causationId, person, template, channel }: NoticeKey): string {
  const digest = createHash('sha256').update([causationId, person, template, channel].join('\n')).digest();
  const time = Buffer.from(causationId.replaceAll('-', '').slice(0, 12), 'hex');
  const bytes = Buffer.concat([time, digest.subarray(0, 10)]);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** One line of the ledger: the notice is in this state from here on. `reason` is a code, never words or addresses. */
export function ledgerLine(
  notice: OwedNotice & { noticeId: string },
  state: NoticeState,
  at: Date,
  reason?: string,
): NotificationDocument {
  return {
    noticeId: notice.noticeId,
    complaintId: notice.complaintId,
    template: notice.template,
    channel: notice.channel,
    state,
    ...(reason && { reason }),
    causationid: notice.causationId,
    at: at.toISOString(),
  };
}

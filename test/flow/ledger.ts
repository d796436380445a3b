import type { Acceptance } from './callers.js';
import type { ForeignRecord } from './foreign-client.js';

/** A mail as the catcher gives it. */
export interface Mail {
  at: string;
  text: string;
  headers: Record<string, string>;
}

interface LedgerLine {
  noticeId: string;
  complaintId: string;
  template: string;
  /** `account` for what stands in the account, which is no mail. */
  channel: string;
  state: string;
}

/** What `notifications` says of the `received` mails, by complaint. */
export function receivedLines(ledger: ForeignRecord[]): Map<string, LedgerLine[]> {
  const lines = ledger.map(({ value }) => JSON.parse(value) as LedgerLine);
  return groupBy(
    lines.filter(({ template, channel }) => template === 'received' && channel === 'email'),
    ({ complaintId }) => complaintId,
  );
}

/** Whose `received` mail is missing, or came twice without being named uncertain, a line each. */
export function faultsOfMails(accepted: Acceptance[], ledger: ForeignRecord[], mails: Mail[]): string[] {
  const lines = receivedLines(ledger);
  const arrived = groupBy(mails, ({ headers }) => headers['x-redress-notice'] ?? '');
  return accepted.flatMap(({ id, reference }) => {
    const told = lines.get(id) ?? [];
    const copies = arrived.get(told[0]?.noticeId ?? '') ?? [];
    const isUncertain = told.some(({ state }) => state === 'uncertain');
    if (copies.length === 0) return [`${id}: no mail`];
    if (copies.length > 1 && !isUncertain) return [`${id}: ${copies.length} mails, and none is named uncertain`];
    return copies.every(({ text }) => text.includes(reference)) ? [] : [`${id}: another's mail`];
  });
}

function groupBy<T>(all: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

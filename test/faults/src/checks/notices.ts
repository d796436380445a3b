import type { History, NoticeRow } from '../history/history.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';
import { type Journal, takenBy } from './journal.js';

/** A line of the ledger on `notifications`. */
interface Line {
  noticeId: string;
  complaintId: string;
  template: string;
  state: string;
  causationid: string;
}

function ledgerOf({ topics }: History): Map<string, Line[]> {
  const lines = (topics.get('notifications') ?? []).map(({ value }) => JSON.parse(value ?? '{}') as Line);
  return groupBy(lines, ({ noticeId }) => noticeId);
}

/** What is owed: `causationid template`. */
function owedBy(journal: Journal, complaintId: string): string[] {
  const taken = takenBy(journal, 'notifier', complaintId);
  const submitted = taken.find(({ name }) => name === 'complaint-submitted');
  if (!submitted) return [];
  const assigned = taken.find(({ name }) => name === 'complaint-assigned');
  return [`${submitted.id} received`, ...(assigned ? [`${assigned.id} assigned`] : [])];
}

export const notices: Check = {
  name: 'notices',
  promise: 'what the customer is owed is queued once, and nothing else is; the ledger ends as the tables do',
  judge(history, journal) {
    const ledger = ledgerOf(history);
    const kept = groupBy(history.tables.notices, ({ complaintId }) => complaintId);
    const known = new Set(history.tables.notices.map(({ noticeId }) => noticeId));
    return together(
      examine(new Set([...journal.byComplaint.keys(), ...kept.keys()]), (complaintId) => {
        const owed = owedBy(journal, complaintId).sort().join(', ');
        const queued = (kept.get(complaintId) ?? [])
          .map((row) => `${row.causationId} ${row.template}`)
          .sort()
          .join(', ');
        return owed === queued ? undefined : `${complaintId}: owed are ${owed || 'none'}, queued ${queued || 'none'}`;
      }),
      examine(history.tables.notices, (row) => ledgerFault(row, ledger.get(row.noticeId) ?? [])),
      examine(ledger.keys(), (noticeId) => (known.has(noticeId) ? undefined : `${noticeId}: in the ledger alone`)),
    );
  },
};

function ledgerFault({ noticeId, state }: NoticeRow, lines: Line[]): string | undefined {
  const last = lines.at(-1)?.state;
  if (lines[0]?.state !== 'queued') return `${noticeId}: the ledger begins with ${lines[0]?.state ?? 'nothing'}`;
  return last === state ? undefined : `${noticeId}: the ledger ends with ${last}, the table with ${state}`;
}

export const letters: Check = {
  name: 'letters',
  promise: 'every owed letter arrives, where it should; twice only when the ledger names it uncertain',
  judge(history) {
    const ledger = ledgerOf(history);
    const arrived = groupBy(history.letters, ({ notice }) => notice);
    const addresses = addressesByComplaint(history);
    return together(
      examine(history.tables.notices, ({ noticeId, complaintId, template }) => {
        const copies = arrived.get(noticeId) ?? [];
        const isUncertain = ledger.get(noticeId)?.some(({ state }) => state === 'uncertain') ?? false;
        if (copies.length === 0) return `${noticeId}: never arrived`;
        if (copies.length > 1 && !isUncertain)
          return `${noticeId}: arrived ${copies.length} times, not named uncertain`;
        if (copies.some((copy) => copy.template !== template)) return `${noticeId}: not the letter it should be`;
        const address = addresses.get(complaintId);
        return address && copies.some(({ to }) => to !== address) ? `${noticeId}: went to somebody else` : undefined;
      }),
      examine(arrived.keys(), (notice) => (ledger.has(notice) ? undefined : `${notice || 'a letter'}: nobody owed it`)),
    );
  },
};

function addressesByComplaint({ told }: History): Map<string, string> {
  return new Map(told.flatMap(({ email, acceptances }) => acceptances.map(({ id }) => [id, email] as const)));
}

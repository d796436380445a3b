import type { History, NoticeRow } from '../history/history.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';
import { type Journal, takenBy } from './journal.js';
import { lifeAfter, type Step, stepsOf } from './life-fold.js';

/** A line of the ledger on `notifications`. */
interface Line {
  noticeId: string;
  complaintId: string;
  template: string;
  /** `account` where the customer reads it in the account: there once it is said, and no letter. */
  channel: string;
  state: string;
  causationid: string;
}

/** By notice. A line that is said again, with the same bytes, counts where it lies first. */
function ledgerOf({ topics }: History): Map<string, Line[]> {
  const values = new Set((topics.get('notifications') ?? []).map(({ value }) => value ?? '{}'));
  const lines = [...values].map((value) => JSON.parse(value) as Line);
  return groupBy(
    lines.filter(({ channel }) => channel !== 'account'),
    ({ noticeId }) => noticeId,
  );
}

/** Events whose customer is told whenever they take. */
const toldOf: Readonly<Record<string, string>> = {
  'complaint-submitted': 'received',
  'specialist-wrote': 'specialist-wrote',
  'information-requested': 'information-requested',
  'decision-communicated': 'decision',
  'complaint-reopened': 'reopened',
  'complaint-escalated': 'escalated',
  'referred-to-adr': 'referred',
  'duplicate-linked': 'duplicate',
};

/** The letters that one event brings about; none when it had no effect. */
function lettersFor({ event: { name }, took, before, life }: Step): string[] {
  if (!took || !life) return [];
  const told = toldOf[name];
  const found = told ? [told] : [];
  if (name === 'complaint-assigned' && before?.given.length === 0) found.push('assigned');
  if (life.status === 'closed' && before?.status !== 'closed') {
    found.push('closed');
    if (life.closedBecause !== 'withdrawn' && !life.surveyed) found.push('survey');
  }
  return found;
}

/** What is owed: `causationid template`. */
function owedBy(journal: Journal, complaintId: string): string[] {
  return stepsOf(takenBy(journal, 'notifier', complaintId)).flatMap((step) =>
    lettersFor(step).map((template) => `${step.event.id} ${template}`),
  );
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

/** What a customer may do without; everything else is sent whatever was wished. */
const optional = ['assigned', 'specialist-wrote', 'reopened', 'survey'];

/** Wishes hold from the beginning of a complaint: a campaign's customers have them before they complain. */
function isUnwanted(journal: Journal, { complaintId, template }: NoticeRow): boolean {
  const wishes = lifeAfter(takenBy(journal, 'notifier', complaintId))?.unwanted ?? [];
  return optional.includes(template) && wishes.includes(template);
}

export const letters: Check = {
  name: 'letters',
  promise: 'every owed and wanted letter arrives, where it should; twice only when the ledger names it uncertain',
  judge(history, journal) {
    const ledger = ledgerOf(history);
    const arrived = groupBy(history.letters, ({ notice }) => notice);
    const addresses = addressesByComplaint(history);
    return together(
      examine(history.tables.notices, (row) => {
        const { noticeId, complaintId, template, state } = row;
        const copies = arrived.get(noticeId) ?? [];
        if (isUnwanted(journal, row)) {
          if (copies.length > 0) return `${noticeId}: arrived, and was not wanted`;
          return state === 'suppressed' ? undefined : `${noticeId}: not wanted, and ${state} instead of suppressed`;
        }
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

export const doubles: Check = {
  name: 'doubles',
  promise: 'no more letters came twice than the notifier or its database were killed, stopped or held',
  judge({ letters: arrived, jolts }) {
    const copies = groupBy(arrived, ({ notice }) => notice);
    const more = arrived.length - copies.size;
    return {
      examined: copies.size,
      violations: more > jolts ? [`${more} letters too many after ${jolts} such faults`] : [],
    };
  },
};

function addressesByComplaint({ told }: History): Map<string, string> {
  return new Map(told.flatMap(({ email, acceptances }) => acceptances.map(({ id }) => [id, email] as const)));
}

import { events, type JournalEvent } from '@redress/contracts';
import { type ComplaintState, fold, label, type Status } from '@redress/lifecycle';

/** One entry of a complaint's timeline, as intake tells it. */
export interface TimelineEntry {
  id: string;
  type: string;
  at: string;
  by: string;
  effect: 'took' | 'void' | 'pending';
  data?: Record<string, unknown>;
}

/** What `watch` reads of a complaint. */
export interface WatchedComplaint {
  reference: string;
  status: string;
  language: string;
  timeline: TimelineEntry[];
}

/** An entry with the complaint's status and label after it; without, before the complaint was submitted. */
export interface WatchedEntry extends TimelineEntry {
  status?: Status;
  label?: string;
}

const typeOf = new Map(events.map(({ name, type }) => [name as string, type]));

/** A timeline shows no sealed words; for what an event does they count no more than their presence. */
const wordless = 'v1.';

/** Folds a complaint's timeline as every service does, and gives each of its entries once. */
export class Watch {
  private readonly seen = new Set<string>();

  fresh({ timeline, language }: WatchedComplaint): WatchedEntry[] {
    let state: ComplaintState | undefined;
    const folded = timeline.map((entry) => {
      state = fold(state, eventOf(entry)).state;
      return state ? { ...entry, status: state.status, label: labelIn(language, state.status) } : entry;
    });
    const fresh = folded.filter(({ id }) => !this.seen.has(id));
    for (const { id } of fresh) this.seen.add(id);
    return fresh;
  }
}

const labelIn = (language: string, status: Status): string => label(status, /^ru\b/i.test(language) ? 'ru' : 'en');

/** As much of the event behind an entry as its effect depends on. */
function eventOf({ type, data }: TimelineEntry): JournalEvent {
  return { type: typeOf.get(type) ?? type, data: { sealed: wordless, ...data } } as JournalEvent;
}

const unknown = '-';

/** `HH:MM:SS` of this machine's clock. */
export function timeOfDay(at: string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return '--:--:--';
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
}

/** Columns two spaces apart at least. */
export function columns(...cells: [text: string, width: number][]): string {
  return cells
    .map(([text, width]) => text.padEnd(width))
    .join('  ')
    .trimEnd();
}

/** `HH:MM:SS  <event>  <status>  <label>  <detail>`; a dash where a status or label is not known. */
export function timelineLine(entry: WatchedEntry): string {
  const notes = { took: '', pending: 'on its way', void: 'had no effect' }[entry.effect];
  const detail = [detailOf(entry.type, entry.data ?? {}), notes].filter((part) => part !== '').join(', ');
  return columns(
    [timeOfDay(entry.at), 8],
    [entry.type, 21],
    [entry.status ?? unknown, 11],
    [entry.label ?? unknown, 11],
    [detail, 0],
  );
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What is worth a glance in an event's data: facts only, never a person's words. */
export function detailOf(type: string, data: Record<string, unknown>): string {
  switch (type) {
    case 'complaint-submitted':
      return [text(data.reference), data.promisedBy ? `promised by ${text(data.promisedBy)}` : '']
        .filter(Boolean)
        .join(', ');
    case 'complaint-categorised':
      return `${text(data.category)}, ${percent(data.confidence)} sure, ${text(data.complexity)}`;
    case 'complaint-assigned':
      return `to ${text(data.specialistId)} by ${text(data.by)}`;
    default:
      return (
        text(data.reason) || text(data.outcome) || text(data.category) || text(data.promisedBy) || text(data.because)
      );
  }
}

function percent(share: unknown): string {
  return `${Math.round(Number(share ?? 0) * 100)} %`;
}

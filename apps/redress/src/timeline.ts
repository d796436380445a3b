import { events, type JournalEvent } from '@redress/contracts';
import { type ComplaintState, fold, label, type Status } from '@redress/lifecycle';
import { detailOf, glance, joined } from './detail.js';

/** One entry of a complaint's timeline, as a service tells it. */
export interface TimelineEntry {
  id: string;
  type: string;
  at: string;
  by: string;
  /** The words, as far as the reader may have them. */
  text?: string;
  effect: 'took' | 'void' | 'pending';
  /** Why it had no effect. */
  reason?: string;
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

/** Folds a timeline as every service does: each entry with the status and label after it. */
export function folded(timeline: TimelineEntry[], language: string): WatchedEntry[] {
  let state: ComplaintState | undefined;
  return timeline.map((entry) => {
    state = fold(state, eventOf(entry)).state;
    return state ? { ...entry, status: state.status, label: labelIn(language, state.status) } : entry;
  });
}

/** Gives each entry of a complaint's timeline once; what was on its way a second time when nothing came of it. */
export class Watch {
  private readonly seen = new Map<string, TimelineEntry['effect']>();

  fresh({ timeline, language }: WatchedComplaint): WatchedEntry[] {
    const fresh = folded(timeline, language).filter(({ id, effect }) => {
      const before = this.seen.get(id);
      return before === undefined || (before === 'pending' && effect === 'void');
    });
    for (const { id, effect } of fresh) this.seen.set(id, effect);
    return fresh;
  }
}

const labelIn = (language: string, status: Status): string => label(status, /^ru\b/i.test(language) ? 'ru' : 'en');

/** As much of the event behind an entry as its effect depends on. */
function eventOf({ id, type, at, data }: TimelineEntry): JournalEvent {
  return { id, type: typeOf.get(type) ?? type, time: at, data: { sealed: wordless, ...data } } as JournalEvent;
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
export function timelineLine(entry: WatchedEntry, { words = true } = {}): string {
  const { type, at, text, data = {} } = entry;
  return columns(
    [timeOfDay(at), 8],
    [type, 21],
    [entry.status ?? unknown, 11],
    [entry.label ?? unknown, 11],
    [joined(detailOf(type, data), effectOf(entry), words ? glance(text) : ''), 0],
  );
}

function effectOf({ effect, reason }: TimelineEntry): string {
  if (effect === 'void') return reason ? `had no effect: ${reason}` : 'had no effect';
  return effect === 'pending' ? 'on its way' : '';
}

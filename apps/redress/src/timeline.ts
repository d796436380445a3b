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
  label: string;
  timeline: TimelineEntry[];
}

/** An entry with the complaint's status and label after it, where they are known. */
export interface WatchedEntry extends TimelineEntry {
  status?: string;
  label?: string;
}

/** What a complaint's status is for certain after such an event took. */
const statusAfter: Record<string, string> = {
  'complaint-submitted': 'received',
  'complaint-pooled': 'pooled',
  'complaint-assigned': 'assigned',
  'work-started': 'in-progress',
  'information-requested': 'waiting-for-customer',
  'decision-communicated': 'resolved',
  'complaint-reopened': 'reopened',
  'complaint-escalated': 'escalated',
  'resolution-accepted': 'closed',
  'complaint-closed': 'closed',
  'complaint-withdrawn': 'closed',
};

/** Gives each entry of a complaint's timeline once, as soon as it is seen. */
export class Watch {
  private readonly seen = new Set<string>();
  private readonly labels = new Map<string, string>();

  fresh({ timeline, status, label }: WatchedComplaint): WatchedEntry[] {
    this.labels.set(status, label);
    const last = timeline.at(-1);
    const fresh = timeline.filter(({ id }) => !this.seen.has(id));
    return fresh.map((entry) => {
      this.seen.add(entry.id);
      const reached = entry === last ? status : entry.effect === 'void' ? undefined : statusAfter[entry.type];
      const shown = reached === undefined ? undefined : this.labels.get(reached);
      return { ...entry, ...(reached && { status: reached }), ...(shown && { label: shown }) };
    });
  }
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

import { setTimeout as pause } from 'node:timers/promises';
import type { Deployment } from './deployment.js';
import { exits, Failure } from './failure.js';

/** What is to be said again: what was stored at `from` or later and before `to`. */
export interface Span {
  from: Date;
  to: Date;
}

interface Ordered {
  complaintId: string;
  events: { id: string; service: string }[];
}

interface SaidEvent {
  complaintId: string;
  id: string;
}

interface Part {
  rows: number;
  next?: string;
  at: string;
}

/** The events that each service says in one go. */
export type Wave = Map<string, SaidEvent[]>;

const patienceMs = 60_000;
const pollMs = 100;
const eventsAtOnce = 2_000;
const complaintsAtOnce = 10_000;

/**
 * Waves that, said one after the other, leave every complaint's events in their order: each takes of every complaint the
 * next events that follow on each other from one service.
 */
export function wavesOf(complaints: Ordered[]): Wave[] {
  const waves: Wave[] = [];
  for (const { complaintId, events } of complaints) {
    let nth = -1;
    let speaker: string | undefined;
    for (const { id, service } of events) {
      if (service !== speaker) nth += 1;
      speaker = service;
      waves[nth] ??= new Map();
      const wave = waves[nth] as Wave;
      if (!wave.has(service)) wave.set(service, []);
      wave.get(service)?.push({ complaintId, id });
    }
  }
  return waves;
}

/** Has services say again what they have said, each complaint's events in the order in which the journal had them. */
export class SayingAgain {
  readonly rows: Record<string, number> = {};

  constructor(
    private readonly there: Deployment,
    private readonly operator: string,
    private readonly span: Span,
    private readonly progress: (line: string) => void,
  ) {}

  /** All that one service has said. Its order is its own. */
  async one(service: string): Promise<void> {
    await this.rest(service);
  }

  /** All that every service has said: first what the desk knows the order of, then what it has not heard. */
  async all(services: string[]): Promise<void> {
    const began = new Map<string, string>();
    for (const service of services) began.set(service, (await this.ask(service, { events: [] })).at);
    for await (const complaints of this.complaints()) {
      for (const wave of wavesOf(complaints)) await this.sayWave(wave, services);
      this.progress(`${this.total} events said again`);
    }
    for (const service of services) await this.rest(service, began.get(service));
  }

  private get total(): number {
    return Object.values(this.rows).reduce((sum, rows) => sum + rows, 0);
  }

  private async *complaints(): AsyncGenerator<Ordered[]> {
    let read: Ordered[] = [];
    let after: string | undefined;
    do {
      const path = `/v1/journal-order?limit=200${after ? `&after=${after}` : ''}`;
      const page = await this.there.call('desk', this.operator, path, { role: 'operator' });
      const { items, next } = page as { items: Ordered[]; next: string | null };
      read.push(...items);
      after = next ?? undefined;
      if (after !== undefined && read.length < complaintsAtOnce) continue;
      yield read;
      read = [];
    } while (after !== undefined);
  }

  /** Services of one wave speak of different complaints, so they need not wait for each other. */
  private async sayWave(wave: Wave, services: string[]): Promise<void> {
    const concerned = [...wave].filter(([service]) => services.includes(service));
    for (const [service, events] of concerned) {
      for (let done = 0; done < events.length; done += eventsAtOnce) {
        await this.ask(service, { events: events.slice(done, done + eventsAtOnce) });
      }
    }
    for (const [service] of concerned) await this.untilSaid(service);
  }

  private async rest(service: string, saidBefore?: string): Promise<void> {
    let after: string | undefined;
    do after = (await this.ask(service, { after, saidBefore })).next;
    while (after !== undefined);
    await this.untilSaid(service);
  }

  private async ask(service: string, what: object): Promise<Part> {
    const request = { body: { ...this.span, ...what }, role: 'operator' };
    const part = (await this.there.call(service, this.operator, '/v1/outbox/say-again', request)) as Part;
    this.rows[service] = (this.rows[service] ?? 0) + part.rows;
    return part;
  }

  /** Resolves when nothing waits in the service's outbox. Throws {@link Failure} after a minute. */
  private async untilSaid(service: string): Promise<void> {
    for (const deadline = Date.now() + patienceMs; ; await pause(pollMs)) {
      const unsaid = await this.there.metric(service, 'redress_outbox_rows');
      if (unsaid === 0) return;
      if (Date.now() > deadline) {
        const way = 'see its log and npx redress status, then give the same command again';
        throw new Failure(exits.failed, `${service} has been saying its events again for a minute: ${way}.`);
      }
    }
  }
}

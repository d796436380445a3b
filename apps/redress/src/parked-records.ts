import type { Deployment, Request } from './deployment.js';
import { exits, Failure } from './failure.js';

/** A parked record as its service shows it. */
export interface ParkedRecord {
  service: string;
  id: string;
  topic: string;
  partition: number;
  offset: string;
  complaintId?: string;
  type?: string;
  reason: string;
  detail: string;
  parkedAt: string;
  payload?: string;
}

/** What an operator did at a service, as the service shows it. */
export interface OperatorsAct {
  service: string;
  id: string;
  act: string;
  by: string;
  at: string;
  parkedId?: string;
  topic?: string;
  partition?: number;
  offset?: string;
  complaintId?: string;
  reason?: string;
  from?: string;
  to?: string;
  rows?: number;
}

/** How many took effect, and how many of the complaint are still parked. */
export interface Settled {
  released: number;
  left: number;
}

const operator = { role: 'operator' };

/** Everything that a service has parked, oldest first. Throws {@link Failure}. */
export function parkedAt(deployment: Deployment, service: string, who: string): Promise<ParkedRecord[]> {
  return everyPage(deployment, service, who, '/v1/parked');
}

/** Everything that operators did at a service, newest first. Throws {@link Failure}. */
export function actsAt(deployment: Deployment, service: string, who: string): Promise<OperatorsAct[]> {
  return everyPage(deployment, service, who, '/v1/parked/acts');
}

async function everyPage<Item>(there: Deployment, service: string, who: string, list: string): Promise<Item[]> {
  const all: Item[] = [];
  for (let after: string | undefined; ; ) {
    const path = `${list}?limit=200${after ? `&after=${after}` : ''}`;
    const page = (await there.call(service, who, path, operator)) as { items: Item[]; next?: string };
    all.push(...page.items.map((item) => ({ ...item, service })));
    if (!page.next) return all;
    after = page.next;
  }
}

/** One parked record, wherever it is: the service named, else the first that knows it. */
export class OneParked {
  constructor(
    private readonly deployment: Deployment,
    readonly id: string,
    private readonly where: { service?: string; as: string },
  ) {}

  /** Throws {@link Failure}: not found when no service has parked it. */
  async find(): Promise<ParkedRecord> {
    for (const service of this.deployment.services(this.where.service)) {
      try {
        const record = (await this.ask(service, '', {})) as ParkedRecord;
        return { ...record, service };
      } catch (error) {
        if (!(error instanceof Failure) || error.exit !== exits.notFound) throw error;
      }
    }
    throw new Failure(exits.notFound, `Nothing is parked as ${this.id}: npx redress parked list shows what is.`);
  }

  async mend(payload: object): Promise<void> {
    await this.act('/payload', { method: 'PUT', body: payload });
  }

  async release(): Promise<Settled> {
    return (await this.act('/release', { body: {} })) as Settled;
  }

  async discard(reason: string): Promise<Settled> {
    return (await this.act('/discard', { body: { reason } })) as Settled;
  }

  private async act(act: string, request: Request): Promise<unknown> {
    const { service } = await this.find();
    return this.ask(service, act, request);
  }

  private ask(service: string, act: string, request: Request): Promise<unknown> {
    const path = `/v1/parked/${encodeURIComponent(this.id)}${act}`;
    return this.deployment.call(service, this.where.as, path, { ...operator, ...request });
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Deployment } from './deployment.js';
import { exits, Failure, failureOf } from './failure.js';

/** A specialist as the assigner shows one. */
export interface Specialist {
  id: string;
  name: string;
  skills: { category: string; language: string }[];
  capacity: number;
  shifts: { days: number[]; from: string; to: string }[];
  retired: boolean;
  version: number;
}

/** After a change, or as it would be after one. */
export interface Kept extends Specialist {
  /** Complaints that go back to the pool with it. */
  released: number;
}

interface Problem {
  detail?: string;
  errors?: { path: string; message: string }[];
}

const patienceMs = 10_000;

/** The assigner's list of specialists, kept in a lead's name. */
export class SpecialistsServer {
  constructor(
    private readonly there: Deployment,
    private readonly lead: string,
  ) {}

  /** Everybody on the list, by id. Throws {@link Failure}. */
  async all(): Promise<Map<string, Specialist>> {
    const found = new Map<string, Specialist>();
    for (let after = ''; ; ) {
      const path = `/v1/specialists?limit=200${after && `&after=${after}`}`;
      const page = (await this.there.call('assigner', this.lead, path, { role: 'lead' })) as {
        items: Specialist[];
        next: string | null;
      };
      for (const specialist of page.items) found.set(specialist.id, specialist);
      if (!page.next) return found;
      after = page.next;
    }
  }

  /** What a change would make of somebody, or what is wrong with it: every field, by its path. Throws {@link Failure}. */
  async tryOut(id: string, facts: object): Promise<Kept | { errors: { path: string; message: string }[] }> {
    const answer = await this.put(`${pathOf(id)}?dry-run=true`, facts);
    if (answer.status !== 400) return await kept(answer);
    const { errors, detail = 'is not right' } = (await answer.json()) as Problem;
    return { errors: errors?.length ? errors : [{ path: '', message: detail }] };
  }

  /** Makes the change. Throws {@link Failure}. */
  async keep(id: string, facts: object): Promise<Kept> {
    return await kept(await this.put(pathOf(id), facts));
  }

  /** Waits when it is told to: a long file is more than is allowed in a minute. */
  private async put(path: string, body: object): Promise<Response> {
    const url = `${this.there.endpoints.services.assigner?.url}${path}`;
    for (;;) {
      const headers = {
        authorization: `Bearer ${await this.there.tokenOf(this.lead, 'lead')}`,
        'content-type': 'application/json',
      };
      const request = { method: 'PUT', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(patienceMs) };
      const answer = await fetch(url, request).catch(() => {
        throw new Failure(exits.unreachable, 'assigner does not answer: npx redress status shows what runs.');
      });
      const wait = Number(answer.headers.get('retry-after'));
      if (answer.status !== 429 || !(wait > 0)) return answer;
      await pause(wait * 1_000);
    }
  }
}

const pathOf = (id: string): string => `/v1/specialists/${encodeURIComponent(id)}`;

async function kept(answer: Response): Promise<Kept> {
  if (answer.ok) return (await answer.json()) as Kept;
  throw failureOf('assigner', answer.status, (await answer.json().catch(() => ({}))) as object);
}

import type { Caller } from '../driver/callers.js';
import type { SeenComplaint } from './history.js';

const page = 200;

/** Every complaint of the callers, as each sees their own. */
export async function readOwners(intake: string, callers: Caller[]): Promise<SeenComplaint[]> {
  const seen: SeenComplaint[] = [];
  for (const caller of callers) seen.push(...(await readOwner(intake, caller)));
  return seen;
}

async function readOwner(intake: string, { sub, token }: Caller): Promise<SeenComplaint[]> {
  const seen: SeenComplaint[] = [];
  for (let after: string | undefined; ; ) {
    const query = new URLSearchParams({ limit: String(page), ...(after && { after }) });
    const response = await fetch(`${intake}/v1/complaints?${query.toString()}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Error(`a customer could not list complaints: ${response.status}`);
    const { items, next } = (await response.json()) as { items: Omit<SeenComplaint, 'customer'>[]; next?: string };
    seen.push(...items.map((item) => ({ ...item, customer: sub })));
    if (!next) return seen;
    after = next;
  }
}

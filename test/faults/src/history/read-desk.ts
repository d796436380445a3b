import type { Staff } from '../driver/staff.js';
import type { SeenLife } from './history.js';
import { inTurn } from './in-turn.js';

const atOnce = 8;
const absent = 404;

/** The desk's pages of these complaints, as a lead sees them; without those that it does not know. */
export async function readDesk(desk: string, staff: Staff, ids: string[]): Promise<SeenLife[]> {
  const token = await staff.lead();
  const pages = await inTurn(ids, atOnce, async (id) => {
    const response = await fetch(`${desk}/v1/complaints/${id}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return (await response.json()) as SeenLife;
    if (response.status === absent) return undefined;
    throw new Error(`a lead could not read a complaint at the desk: ${response.status}`);
  });
  return pages.filter((page) => page !== undefined);
}

import type { Staff } from '../driver/staff.js';
import type { SeenQueue } from './history.js';
import { inTurn } from './in-turn.js';

const page = 200;
const atOnce = 4;

/** Every specialist's queue as the specialist sees it. */
export async function readQueues(assigner: string, staff: Staff): Promise<SeenQueue[]> {
  return inTurn(staff.specialists, atOnce, async (specialistId) => {
    const headers = { authorization: `Bearer ${await staff.specialist(specialistId)}` };
    const complaintIds: string[] = [];
    for (let after: string | undefined; ; ) {
      const query = new URLSearchParams({ limit: String(page), ...(after && { after }) });
      const response = await fetch(`${assigner}/v1/queue?${query.toString()}`, {
        headers,
        signal: AbortSignal.timeout(30_000),
      });
      if (!response.ok) throw new Error(`a specialist could not read the queue: ${response.status}`);
      const { items, next } = (await response.json()) as { items: { id: string }[]; next?: string | null };
      complaintIds.push(...items.map(({ id }) => id));
      if (!next) return { specialistId, complaintIds };
      after = next;
    }
  });
}

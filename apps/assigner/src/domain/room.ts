/** How much beyond the capacity somebody may hold of what comes back: one in five, at least one. */
const returning = 0.2;

/**
 * How many complaints a specialist may hold with this one among them. One that comes back to its last holder may go
 * beyond the capacity; then nothing new is given until there is room again.
 */
export function roomFor(complaint: { returnTo: string | null }, taker: { id: string; capacity: number }): number {
  const { id, capacity } = taker;
  return complaint.returnTo === id ? capacity + Math.max(1, Math.floor(capacity * returning)) : capacity;
}

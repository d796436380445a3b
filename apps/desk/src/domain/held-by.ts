import type { ComplaintState } from '@redress/lifecycle';

/** Its holder acts as its holder: nothing comes of it once somebody else is. A senior or lead acts whoever holds it. */
export function heldBy(by: string, { assignmentId, specialistId }: ComplaintState): { assignmentId?: string } {
  return assignmentId && specialistId === by ? { assignmentId } : {};
}

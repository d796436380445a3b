import { referencePattern } from '@redress/contracts';

/** A reference as the services write it, however it was typed; an id stays as it is. */
export function refOf(typed: string): string {
  const upper = typed.trim().toUpperCase();
  return referencePattern.test(upper) ? upper : typed.trim();
}

/** Where a service has a complaint, or something below it. */
export function complaintPath(typed: string, below = ''): string {
  return `/v1/complaints/${encodeURIComponent(refOf(typed))}${below && `/${below}`}`;
}

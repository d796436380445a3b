import { isUnavailable } from '@redress/bootstrap';

/**
 * Whether trying the same again may help: the database or the network was away, busy or rolled the transaction back.
 * Everything else is permanent: the same record would fail in the same way again.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { transient, cause } = error as Error & { transient?: unknown };
  return transient === true || isUnavailable(error) || isTransient(cause);
}

/** Full-jitter exponential backoff in milliseconds: `attempt` counts from 1. */
export function backoffMs(attempt: number, { first = 50, most = 2_000 } = {}): number {
  const ceiling = Math.min(most, first * 2 ** Math.min(attempt - 1, 16));
  return ceiling / 2 + Math.random() * (ceiling / 2);
}

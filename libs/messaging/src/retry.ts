/** SQLSTATE classes that say "not now": connection, rollback to retry, resources, locks and time-outs, operator's hand. */
const transientStates = /^(08|40|53|55P03|57|25P0[34])/;

const transientCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What TypeORM says when a transaction goes on whose connection ended between two of its statements. */
const endedBetweenStatements = new Set(['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError']);

/** What pg says, without a code, when a connection or the wait for one ends. */
const transientMessages =
  /connection terminated|timeout exceeded|query read timeout|client has encountered a connection error|not queryable|connection ended|cannot use a pool after/i;

/**
 * Whether trying the same again may help: the database or the network was away, busy or rolled the transaction back.
 * Everything else is permanent: the same record would fail in the same way again.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError, transient } = error as Error & {
    code?: unknown;
    driverError?: unknown;
    transient?: unknown;
  };
  if (transient === true) return true;
  if (typeof code === 'string' && (transientCodes.has(code) || transientStates.test(code))) return true;
  if (transientMessages.test(error.message) || endedBetweenStatements.has(error.name)) return true;
  if (driverError instanceof Error && driverError !== error) return isTransient(driverError);
  return error.cause instanceof Error && isTransient(error.cause);
}

/** Full-jitter exponential backoff in milliseconds: `attempt` counts from 1. */
export function backoffMs(attempt: number, { first = 50, most = 2_000 } = {}): number {
  const ceiling = Math.min(most, first * 2 ** Math.min(attempt - 1, 16));
  return ceiling / 2 + Math.random() * (ceiling / 2);
}

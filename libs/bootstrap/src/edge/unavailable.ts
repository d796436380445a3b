import { types } from 'node:util';
import { QueryFailedError } from 'typeorm';

/**
 * SQLSTATEs after which the same request may well succeed in a moment: the connection broke (08), a resource ran out (53),
 * the server goes down or comes up (57P), a time-out fired, a lock was not had, a deadlock outlived its retries.
 */
const passing = /^(08...|53...|57P0.|57014|25P0[34]|55P03|40001|40P01|58030)$/;

const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** pg's and TypeORM's own errors around a connection that is gone have neither code nor class. */
const driver =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Driver not Connected|Called end on pool)/;
const gone = new Set([
  'QueryRunnerAlreadyReleasedError',
  'QueryRunnerProviderAlreadyReleasedError',
  'ConnectionIsNotSetError',
  'DriverAlreadyReleasedError',
]);

/** Does this error mean that the database is not there, or not able, at the moment? */
export function isUnavailable(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (error instanceof QueryFailedError) return isUnavailable(error.driverError);
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isUnavailable);
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && (network.has(code) || passing.test(code))) return true;
  return (
    gone.has(error.name) || driver.test(error.message) || (error.cause !== undefined && isUnavailable(error.cause))
  );
}

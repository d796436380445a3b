import { types } from 'node:util';
import { QueryFailedError } from 'typeorm';

/**
 * SQLSTATEs after which the same may well succeed in a moment: the connection broke (08), the transaction was rolled back
 * for others' sake (40), a resource ran out (53), an operator or a time-out stepped in (57), a lock was not had, a disk failed.
 */
const passing = /^(08...|40...|53...|57...|25P0[34]|55P03|58030)$/;

const network = new Set([
  'EADDRNOTAVAIL',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EMFILE',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** pg's and TypeORM's own errors around a connection that is gone have neither code nor class. */
const driver =
  /^(Connection (terminated|ended)|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Driver not Connected|Called end on pool)/;
const gone = new Set([
  'QueryRunnerAlreadyReleasedError',
  'QueryRunnerProviderAlreadyReleasedError',
  'ConnectionIsNotSetError',
  'DriverAlreadyReleasedError',
]);

/** Does this error mean that the database, or the way to it, is not there or not able at the moment? */
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

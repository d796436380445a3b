import { types } from 'node:util';
import { QueryFailedError } from 'typeorm';
import { StartError } from '../config/start-error.js';
import { doesNotOpen } from '../edge/does-not-open.js';

/** What the log may know of an error. */
export interface ErrorDescription {
  name: string;
  /** SQLSTATE, or the system's or library's code. */
  code?: string;
  constraint?: string;
  table?: string;
  /** Only where it cannot hold anybody's words. */
  message?: string;
  /** The frames of the stack, without the message that precedes them. */
  stack?: string[];
  cause?: ErrorDescription;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function frames({ stack = '', message }: Error): string[] {
  const start = message ? stack.indexOf(message) + message.length : 0;
  return stack
    .slice(start)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}

/** A system call's message names an address or a file, the vault's a complaint or an event: never data. */
function safeMessage(error: Error): string | undefined {
  return error instanceof StartError || 'syscall' in error || doesNotOpen(error) ? error.message : undefined;
}

/**
 * Describes an error without its message, which may quote a request, a row or a statement's parameters.
 * Of a failed statement stays its SQLSTATE, constraint and table.
 */
export function describeError(error: unknown, depth = 3): ErrorDescription {
  if (!types.isNativeError(error)) return { name: typeof error };
  const source: object = error instanceof QueryFailedError ? error.driverError : error;
  const { code, constraint, table } = source as Record<string, unknown>;
  return {
    name: error.name,
    code: text(code),
    constraint: text(constraint),
    table: text(table),
    message: safeMessage(error),
    stack: frames(error),
    ...(error.cause !== undefined && depth > 0 && { cause: describeError(error.cause, depth - 1) }),
  };
}

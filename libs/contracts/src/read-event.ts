import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { Envelope, type JournalEvent } from './envelope.js';
import { eventOfType } from './events.js';

/** A record that is no event of ours: its fate is decided by who reads it. The message never carries the record's words. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    readonly code: 'malformed' | 'invalid' | 'unknown-type' | 'unknown-version' | 'wrong-source',
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** Paths of what is wrong, without the values. */
function paths(errors: ValidationError[], prefix = ''): string[] {
  return errors.flatMap((error) => [
    ...Object.keys(error.constraints ?? {}).map((rule) => `${prefix}${error.property} (${rule})`),
    ...paths(error.children ?? [], `${prefix}${error.property}.`),
  ]);
}

function check(instance: object): void {
  const errors = validateSync(instance, { forbidUnknownValues: true });
  if (errors.length > 0) throw new UnreadableEvent('invalid', paths(errors).join(', '));
}

function parse(value: Buffer | string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value.toString());
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // The parser's message quotes the input, which may hold personal words.
  }
  throw new UnreadableEvent('malformed', 'not a JSON object');
}

/**
 * Reads an event from the bytes of a journal record and checks it against its contract. Unknown keys are ignored.
 * Throws {@link UnreadableEvent}.
 */
export function readEvent(value: Buffer | string): JournalEvent<object> {
  const parsed = parse(value);
  const type = typeof parsed.type === 'string' ? parsed.type : '';
  const entry = eventOfType(type);
  if (!entry) {
    const known = /^(redress\.[a-z-]+)\.v\d+$/.exec(type)?.[1];
    const isVersion = known !== undefined && eventOfType(`${known}.v1`) !== undefined;
    throw new UnreadableEvent(isVersion ? 'unknown-version' : 'unknown-type', 'not in the map of events');
  }
  check(plainToInstance(Envelope, parsed));
  if (parsed.source !== entry.saidBy) throw new UnreadableEvent('wrong-source', `only ${entry.saidBy} may say ${type}`);
  if (typeof parsed.data !== 'object' || parsed.data === null) throw new UnreadableEvent('invalid', 'data (isObject)');
  const data = plainToInstance(entry.data, parsed.data);
  check(data);
  return { ...(parsed as unknown as JournalEvent<object>), data };
}

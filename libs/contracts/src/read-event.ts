import type { JournalEvent } from './envelope.js';
import { type EventEntry, eventOfType } from './events.js';
import { validateData, validateEnvelope } from './validators.js';

export type UnreadableCode = 'malformed' | 'invalid' | 'unknown-type' | 'unknown-version' | 'wrong-source';

/** A record that is no event of ours: its fate is decided by who reads it. The message never carries the record's words. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    readonly code: UnreadableCode,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
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

function entryOf(type: unknown): EventEntry {
  const named = typeof type === 'string' ? type : '';
  const entry = eventOfType(named);
  if (entry) return entry;
  const known = /^(redress\.[a-z-]+)\.v\d+$/.exec(named)?.[1];
  const isVersion = known !== undefined && eventOfType(`${known}.v1`) !== undefined;
  throw new UnreadableEvent(isVersion ? 'unknown-version' : 'unknown-type', 'not in the map of events');
}

function refuse(mistakes: string | undefined): void {
  if (mistakes !== undefined) throw new UnreadableEvent('invalid', mistakes);
}

/**
 * Reads an event from the bytes of a journal record and checks it against its contract. Unknown keys are ignored.
 * Throws {@link UnreadableEvent}.
 */
export function readEvent(value: Buffer | string): JournalEvent<object> {
  const parsed = parse(value);
  const { type, saidBy } = entryOf(parsed.type);
  refuse(validateEnvelope(parsed));
  if (parsed.source !== saidBy) throw new UnreadableEvent('wrong-source', `only ${saidBy} may say ${type}`);
  refuse(validateData(type, parsed.data));
  return parsed as unknown as JournalEvent<object>;
}

/** Whether an event's data is what the contract of its type says. */
export function hasValidData(event: JournalEvent): event is JournalEvent<object> {
  return validateData(event.type, event.data) === undefined;
}

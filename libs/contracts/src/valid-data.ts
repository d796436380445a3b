import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { JournalEvent } from './envelope.js';
import { eventOfType } from './events.js';

/** Whether an event's data is what the contract of its type says. */
export function hasValidData(event: JournalEvent): event is JournalEvent<object> {
  const entry = eventOfType(event.type);
  if (!entry || typeof event.data !== 'object' || event.data === null) return false;
  return validateSync(plainToInstance(entry.data, event.data), { forbidUnknownValues: true }).length === 0;
}

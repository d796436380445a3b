import { Controller } from '@nestjs/common';
import { UnreadableEvent } from '@redress/contracts';
import { type HeardRecord, HearsRecords, type Saying, type Transaction } from '@redress/messaging';
import { type KnownSpecialist, readSpecialist } from './domain/read-specialist.js';
import { learnSpecialists } from './storage/learn-specialists.js';

const isId = (key: HeardRecord['key']): boolean => key !== null && key.length > 0;

/** Learns who can take what, and so who may read what. Says nothing. */
@Controller()
export class LearnOnSpecialist {
  @HearsRecords('specialists', isId)
  async handle(records: HeardRecord[], tx: Transaction): Promise<Saying[]> {
    await learnSpecialists(tx, records.map(specialistOf));
    return [];
  }
}

function specialistOf({ value }: HeardRecord): KnownSpecialist {
  const read = value && readSpecialist(value.toString());
  if (!read) throw new UnreadableEvent('malformed', 'not a record of a specialist');
  return read;
}

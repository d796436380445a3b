import type { Transaction } from '@redress/messaging';
import type { KnownSpecialist } from '../domain/read-specialist.js';

const learn = `
  INSERT INTO specialist (specialist_id, version, name, skills) VALUES ($1, $2, $3, $4::jsonb)
  ON CONFLICT (specialist_id) DO UPDATE
    SET version = excluded.version, name = excluded.name, skills = excluded.skills
    WHERE specialist.version < excluded.version`;

/** Takes over what is newer than what is known. */
export async function learnSpecialists(tx: Transaction, documents: KnownSpecialist[]): Promise<void> {
  const inOrder = documents.toSorted((one, other) => (one.specialistId < other.specialistId ? -1 : 1));
  for (const { specialistId, version, name, skills } of inOrder) {
    await tx.query(learn, [specialistId, version, name, JSON.stringify(skills)]);
  }
}

import { isDeepStrictEqual } from 'node:util';
import type { Shift, Skill, SpecialistDocument } from '@redress/contracts';
import type { EntityManager } from 'typeorm';
import { Specialist } from './specialist.entity.js';

/** What can be said of a specialist. */
export interface SpecialistFacts {
  name: string;
  skills: Skill[];
  capacity: number;
  shifts?: Shift[];
  retired?: boolean;
}

/** Keeps what was said of a specialist; the document is there when it changed anything. */
export async function keepSpecialist(
  tx: EntityManager,
  id: string,
  { name, skills, capacity, shifts = [], retired = false }: SpecialistFacts,
  at: Date,
): Promise<{ document?: SpecialistDocument }> {
  await tx.query(
    `INSERT INTO specialist (specialist_id, name, skills, capacity, queue_dirty)
     VALUES ($1, $2, '[]', $3, true) ON CONFLICT DO NOTHING`,
    [id, name, capacity],
  );
  const known = await tx.findOneOrFail(Specialist, { where: { id }, lock: { mode: 'pessimistic_write' } });
  const facts = {
    name,
    skills: skills.map(({ category, language }) => ({ category, language })),
    capacity,
    shifts: shifts.map(({ days, from, to }) => ({ days, from, to })),
    retired,
  };
  const before = {
    name: known.name,
    skills: known.skills,
    capacity: known.capacity,
    shifts: known.shifts,
    retired: known.retired,
  };
  if (known.version > 0 && isDeepStrictEqual(facts, before)) return {};
  const version = known.version + 1;
  await tx.update(Specialist, { id }, { ...facts, version });
  return { document: { specialistId: id, ...facts, version, at: at.toISOString() } };
}

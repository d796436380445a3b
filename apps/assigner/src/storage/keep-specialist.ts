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

/** Somebody who is not on the list yet: present until told otherwise. */
export function unheardOf(id: string): Specialist {
  const nothing = { shifts: [], skills: [], retired: false, present: true, shiftOverride: null, open: 0, version: 0 };
  return Object.assign(new Specialist(), nothing, { id });
}

/** A specialist as what is said makes them; the version grows when that changes anything. */
export function afterwards(known: Specialist, said: SpecialistFacts): Specialist {
  const facts = factsOf(said);
  const changes = known.version === 0 || !isDeepStrictEqual(facts, factsOf(known));
  return Object.assign(new Specialist(), known, facts, { version: known.version + (changes ? 1 : 0) });
}

/** Keeps what was said of a specialist; the document is there when it changed anything. */
export async function keepSpecialist(
  tx: EntityManager,
  id: string,
  said: SpecialistFacts,
  at: Date,
): Promise<{ document?: SpecialistDocument }> {
  await tx.query(
    `INSERT INTO specialist (specialist_id, name, skills, capacity, queue_dirty)
     VALUES ($1, $2, '[]', $3, true) ON CONFLICT DO NOTHING`,
    [id, said.name, said.capacity],
  );
  const known = await tx.findOneOrFail(Specialist, { where: { id }, lock: { mode: 'pessimistic_write' } });
  const { version } = afterwards(known, said);
  if (version === known.version) return {};
  const facts = factsOf(said);
  await tx.update(Specialist, { id }, { ...facts, version });
  return { document: { specialistId: id, ...facts, version, at: at.toISOString() } };
}

function factsOf({ name, skills, capacity, shifts = [], retired = false }: SpecialistFacts) {
  return {
    name,
    skills: skills.map(({ category, language }) => ({ category, language })),
    capacity,
    shifts: shifts.map(({ days, from, to }) => ({ days, from, to })),
    retired,
  };
}

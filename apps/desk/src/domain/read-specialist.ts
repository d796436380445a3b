import { categories, type Skill, type SpecialistDocument } from '@redress/contracts';

/** What the desk knows of a specialist: enough to tell who may read what. */
export type KnownSpecialist = Pick<SpecialistDocument, 'specialistId' | 'version' | 'name' | 'skills'>;

function isSkill(value: unknown): value is Skill {
  const { category, language } = (value ?? {}) as Partial<Skill>;
  return typeof language === 'string' && categories.some((known) => known === category);
}

/** Reads a record of `specialists`; whoever retired may take nothing. `undefined`: it is no such record. */
export function readSpecialist(value: string): KnownSpecialist | undefined {
  const document = parse(value);
  const { specialistId, version, name, skills, retired } = document ?? {};
  if (typeof specialistId !== 'string' || typeof name !== 'string' || !Number.isSafeInteger(version)) return undefined;
  if (!Array.isArray(skills)) return undefined;
  return { specialistId, version: version as number, name, skills: retired ? [] : skills.filter(isSkill) };
}

function parse(value: string): Partial<SpecialistDocument> | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

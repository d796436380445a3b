import { IsText, IsWhole, MayBeAbsent } from '@redress/bootstrap';
import { type Category, categories, languageTag, type Shift, type Skill } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  Matches,
  ValidateNested,
} from 'class-validator';
import { skillKey } from './domain/roster.js';

/** A specialist's id: the `sub` of the person's token. */
export const specialistId = /^[a-z0-9][a-z0-9-]{0,62}$/;

class SkillBody implements Skill {
  @IsIn(categories)
  category: Category;

  @Matches(languageTag, { message: 'must be a language tag of two or three small letters' })
  language: string;
}

class ShiftBody implements Shift {
  /** 1 = Monday … 7 = Sunday. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsWhole(1, 7, { each: true })
  days: number[];

  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time, HH:MM' })
  from: string;

  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'must be a time, HH:MM' })
  to: string;
}

/** Unreadable entries are refused by the nested check; here they only must not be taken for a pair. */
const skillOrSelf = (skill: unknown): unknown =>
  typeof skill === 'object' && skill !== null ? skillKey(skill as Skill) : skill;

/** What a lead says of a specialist: all of it, each time. */
export class SpecialistBody {
  @IsText(200)
  name: string;

  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique(skillOrSelf, { message: 'must not name a skill twice' })
  @IsObject({ each: true, message: 'must each be an object with a category and a language' })
  @ValidateNested({ each: true })
  @Type(() => SkillBody)
  skills: SkillBody[];

  /** How many complaints one may hold at once. */
  @IsWhole(1, 1_000)
  capacity: number;

  /** Absent or empty: around the clock. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true, message: 'must each be an object with days, from and to' })
  @ValidateNested({ each: true })
  @Type(() => ShiftBody)
  shifts?: ShiftBody[];

  /** Gets nothing any more, and what is held goes back to the pool. */
  @MayBeAbsent()
  @IsBoolean()
  retired?: boolean;
}

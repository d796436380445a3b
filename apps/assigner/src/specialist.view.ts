import type { Calendar } from '@redress/calendar';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { isOnShift } from './domain/roster.js';
import { SpecialistBody } from './specialist-body.js';
import type { Specialist } from './storage/specialist.entity.js';

/** A specialist as a lead sees one. */
export class SpecialistView extends SpecialistBody {
  @IsString()
  id: string;

  @IsBoolean()
  present: boolean;

  @IsBoolean()
  onShift: boolean;

  /** How many complaints are held now; those that wait for their customer do not count. */
  @IsInt()
  open: number;

  @IsInt()
  version: number;
}

/** A specialist after a change. */
export class KeptSpecialistView extends SpecialistView {
  /** How many complaints went back to the pool, because their holder retired. */
  @IsInt()
  released: number;
}

/** A page of specialists. */
export class SpecialistsView {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SpecialistView)
  items: SpecialistView[];

  @IsOptional()
  @IsString()
  next: string | null;
}

/** Shows a specialist to a lead. */
export function showSpecialist(specialist: Specialist, at: Date, calendar: Calendar): SpecialistView {
  const { id, name, skills, capacity, shifts, retired, present, open, version } = specialist;
  const onShift = isOnShift(specialist, at, calendar);
  return { id, name, skills, capacity, shifts, retired, present, onShift, open, version };
}

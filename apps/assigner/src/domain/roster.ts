import type { Calendar } from '@redress/calendar';
import type { Category, Shift, Skill } from '@redress/contracts';

/** What decides whether a specialist can be given something now. */
export interface ListedSpecialist {
  id: string;
  skills: Skill[];
  /** How many complaints one may hold at once. */
  capacity: number;
  shifts: Shift[];
  retired: boolean;
  present: boolean;
  /** What the specialist said last about the shift; it beats the calendar. */
  shiftOverride: 'on' | 'off' | null;
  /** How many complaints are held now and do not wait for the customer. */
  open: number;
  /** Grows with every assignment; 0 when there never was one. */
  lastAssigned: number;
}

/** Somebody who is at work now. */
export interface Candidate {
  id: string;
  skills: ReadonlySet<string>;
  capacity: number;
  open: number;
  lastAssigned: number;
}

/** Who could ever take what, and who is at work now. */
export interface Roster {
  skilled: ReadonlySet<string>;
  candidates: Candidate[];
}

/** A category in a language that somebody can take now, and how many of it at most. */
export interface Room {
  category: Category;
  language: string;
  places: number;
  /** Who can take it. */
  takers: string[];
}

/** One name for a category in a language. */
export const skillKey = ({ category, language }: { category: string; language: string }): string =>
  `${category} ${language}`;

/** Whether a specialist is on shift: by the own last word, else by the calendar; no shifts at all means around the clock. */
export function isOnShift(
  { shifts, shiftOverride }: Pick<ListedSpecialist, 'shifts' | 'shiftOverride'>,
  at: Date,
  calendar: Calendar,
): boolean {
  return shiftOverride === null ? calendar.onShift(shifts, at) : shiftOverride === 'on';
}

/** The roster at a moment. The retired are on it neither way. */
export function rosterAt(specialists: ListedSpecialist[], at: Date, calendar: Calendar): Roster {
  const listed = specialists.filter((specialist) => !specialist.retired);
  return {
    skilled: new Set(listed.flatMap(({ skills }) => skills.map(skillKey))),
    candidates: listed
      .filter(({ present }) => present)
      .filter((specialist) => isOnShift(specialist, at, calendar))
      .map(({ id, skills, capacity, open, lastAssigned }) => ({
        id,
        skills: new Set(skills.map(skillKey)),
        capacity,
        open,
        lastAssigned,
      })),
  };
}

/** What can be taken now: one entry per category and language. */
export function roomsOf({ candidates }: Roster): Room[] {
  const rooms = new Map<string, Room>();
  for (const { id, skills, capacity, open } of candidates) {
    if (open >= capacity) continue;
    for (const skill of skills) {
      const [category, language] = skill.split(' ') as [Category, string];
      const room = rooms.get(skill) ?? { category, language, places: 0, takers: [] };
      room.places += capacity - open;
      room.takers.push(id);
      rooms.set(skill, room);
    }
  }
  return [...rooms.values()];
}

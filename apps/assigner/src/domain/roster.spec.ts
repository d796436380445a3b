import { describe, expect, it } from '@jest/globals';
import { Calendar } from '@redress/calendar';
import { isOnShift, type ListedSpecialist, roomsOf, rosterAt } from './roster.js';

const moscow = new Calendar('Europe/Moscow');
// A Sunday, 12:00 in Moscow.
const noon = new Date('2026-11-22T09:00:00Z');

const specialist = (id: string, about: Partial<ListedSpecialist> = {}): ListedSpecialist => ({
  id,
  skills: [{ category: 'withdrawals', language: 'ru' }],
  capacity: 20,
  shifts: [],
  retired: false,
  present: true,
  shiftOverride: null,
  open: 0,
  lastAssigned: 0,
  ...about,
});

const weekdays = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }];
const sundays = [{ days: [7], from: '12:00', to: '13:00' }];

describe('The roster', () => {
  it('has nobody to give to who is retired, absent or off shift', () => {
    const { candidates } = rosterAt(
      [
        specialist('retired', { retired: true }),
        specialist('absent', { present: false }),
        specialist('off', { shifts: weekdays }),
        specialist('on', { shifts: sundays }),
        specialist('always'),
      ],
      noon,
      moscow,
    );
    expect(candidates.map(({ id }) => id)).toEqual(['on', 'always']);
  });

  it('still counts the absent as skilled, but not the retired', () => {
    const { skilled } = rosterAt(
      [
        specialist('absent', { present: false }),
        specialist('retired', { retired: true, skills: [{ category: 'deposits', language: 'en' }] }),
      ],
      noon,
      moscow,
    );
    expect([...skilled]).toEqual(['withdrawals ru']);
  });

  it("lets the specialist's own word beat the calendar", () => {
    expect(isOnShift({ shifts: weekdays, shiftOverride: 'on' }, noon, moscow)).toBe(true);
    expect(isOnShift({ shifts: [], shiftOverride: 'off' }, noon, moscow)).toBe(false);
  });

  it('adds up the places for each category and language', () => {
    const both = [
      { category: 'withdrawals' as const, language: 'ru' },
      { category: 'deposits' as const, language: 'ru' },
    ];
    const roster = rosterAt(
      [specialist('ivan', { open: 15 }), specialist('olga', { skills: both }), specialist('full', { open: 20 })],
      noon,
      moscow,
    );
    expect(roomsOf(roster)).toEqual([
      { category: 'withdrawals', language: 'ru', places: 25, takers: ['ivan', 'olga'] },
      { category: 'deposits', language: 'ru', places: 20, takers: ['olga'] },
    ]);
  });
});

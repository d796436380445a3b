import { describe, expect, it } from '@jest/globals';
import { readSpecialist } from './read-specialist.js';

const document = {
  specialistId: 'ivan',
  name: 'Ivan',
  skills: [{ category: 'deposits', language: 'ru' }],
  capacity: 20,
  shifts: [],
  retired: false,
  version: 3,
  at: '2026-11-22T19:05:00.000Z',
};

describe('a record of a specialist', () => {
  it('tells the name and what may be taken', () => {
    expect(readSpecialist(JSON.stringify({ ...document, mood: 'good' }))).toEqual({
      specialistId: 'ivan',
      version: 3,
      name: 'Ivan',
      skills: [{ category: 'deposits', language: 'ru' }],
    });
  });

  it('tells nothing that may be taken once retired', () => {
    expect(readSpecialist(JSON.stringify({ ...document, retired: true }))?.skills).toEqual([]);
  });

  it('leaves out skills that nobody here knows', () => {
    const skills = [{ category: 'poetry', language: 'ru' }, null, { category: 'other' }, ...document.skills];
    expect(readSpecialist(JSON.stringify({ ...document, skills }))?.skills).toEqual(document.skills);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '7',
    '{}',
    JSON.stringify({ ...document, version: '3' }),
    JSON.stringify({ ...document, skills: {} }),
  ])('is none: %s', (value) => {
    expect(readSpecialist(value)).toBeUndefined();
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { services, topics } from '@redress/contracts';
import { withRights } from './page.js';
import { mayDo, parties } from './rights.js';

const file = join(import.meta.dirname, '../../docs/access.md');
const may = (operation: 'Read' | 'Write', topic: string) =>
  parties.filter((party) => mayDo(party, operation, topic)).map(({ login }) => login);

describe('who may do what on Kafka', () => {
  it('is on the page for operators as it is here (UPDATE_DOCS=1 writes it)', () => {
    const page = readFileSync(file, 'utf8');
    if (process.env.UPDATE_DOCS) writeFileSync(file, withRights(page));
    expect(readFileSync(file, 'utf8')).toBe(withRights(page));
  });

  it('lets a topic be written by those alone whose topic it is', () => {
    expect(Object.fromEntries(Object.keys(topics).map((topic) => [topic, may('Write', topic)]))).toEqual({
      submissions: ['site'],
      'submission-verdicts': ['intake'],
      complaints: ['intake', 'categoriser', 'assigner', 'desk'],
      specialists: ['assigner'],
      assignments: ['assigner'],
      notifications: ['notifier'],
    });
  });

  it('lets what customers wrote in clear be read by intake alone', () => {
    expect(may('Read', 'submissions')).toEqual(['intake']);
  });

  it('gives every service a login of its own, and nobody a right to everything', () => {
    expect(parties.map(({ login }) => login)).toEqual(expect.arrayContaining([...services]));
    const rights = parties.flatMap((party) => party.rights);
    const named = rights.flatMap(({ topics: onTopics = [], groups = [] }) => [...onTopics, ...groups]);
    expect(named.filter((name) => name === '' || name.includes('*'))).toEqual([]);
    expect(rights.filter((right) => right.prefixed && right.topics)).toEqual([]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeDeployment, fakeDeployment } from '../trial/fake-deployment.js';

const token = `x.${Buffer.from(JSON.stringify({ exp: 4_000_000_000 })).toString('base64url')}.x`;
let there: FakeDeployment;
const folder = mkdtempSync(join(tmpdir(), 'redress-specialists-'));

const ru = (category: string) => ({ category, language: 'ru' });
const ivan = {
  id: 'ivan',
  name: 'Ivan',
  skills: [ru('deposits')],
  capacity: 5,
  shifts: [],
  retired: false,
  version: 1,
};
const olga = { ...ivan, id: 'olga', name: 'Olga' };
const peter = { ...ivan, id: 'peter', name: 'Peter' };

const put = (id: string): string => `PUT /v1/specialists/${id}`;
const tryOut = (id: string): string => `${put(id)}?dry-run=true`;
const puts = () => there.asked.filter(({ method, url }) => method === 'PUT' && !url.includes('dry-run'));

beforeAll(async () => {
  there = await fakeDeployment({ lena: { roles: ['lead'], token } });
});

afterAll(async () => {
  await there?.stop();
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const team = `id,name,skills,capacity,retired
ivan,,deposits:ru bonuses:ru,8,
olga,,,,
peter,,,,yes
maria,Maria,deposits:ru,5,no
`;

/** The assigner as it would answer for the team. */
function answerTeam(): void {
  there.asked.length = 0;
  there.answer('GET /v1/specialists?limit=200', [200, { items: [ivan, olga], next: 'olga' }]);
  there.answer('GET /v1/specialists?limit=200&after=olga', [200, { items: [peter], next: null }]);
  const after = {
    ivan: { ...ivan, skills: [ru('deposits'), ru('bonuses')], capacity: 8, version: 2, released: 0 },
    olga: { ...olga, released: 0 },
    peter: { ...peter, retired: true, version: 2, released: 3 },
    maria: { ...ivan, id: 'maria', name: 'Maria', released: 0 },
  };
  for (const [id, kept] of Object.entries(after)) {
    there.answer(tryOut(id), [200, kept]);
    there.answer(put(id), [200, kept]);
  }
}

const differences = [
  'ivan: changed; capacity 5 → 8; skills + bonuses:ru',
  'olga: as it is',
  'peter: retired; 3 complaints go back to the pool',
  'maria: new; Maria, 1 skills, capacity 5, around the clock',
];

describe('Importing specialists', () => {
  it('shows what would change, and changes nothing, when it is a dry run', async () => {
    answerTeam();
    const { exit, said } = await there.redressed('specialists', 'import', file('team.csv', team), '--dry-run');
    expect({ exit, said }).toEqual({
      exit: 0,
      said: [...differences, '1 new, 1 changed, 1 retired, 1 as it is. Nothing was changed.'],
    });
    expect(puts()).toEqual([]);
  });

  it('changes what differs, with what the file leaves out as it was', async () => {
    answerTeam();
    const { exit, said } = await there.redressed('specialists', 'import', file('team.csv', team));
    expect({ exit, said }).toEqual({
      exit: 0,
      said: [...differences, '1 new, 1 changed, 1 retired, 1 as it is. Done.'],
    });
    expect(puts().map(({ url, who }) => `${who === token} ${url}`)).toEqual([
      'true /v1/specialists/ivan',
      'true /v1/specialists/peter',
      'true /v1/specialists/maria',
    ]);
    const { id: _, version: __, ...facts } = peter;
    expect(puts()[1]?.body).toEqual({ ...facts, retired: true });
    expect(puts()[2]?.body).toEqual({ name: 'Maria', skills: [ru('deposits')], capacity: 5, retired: false });
  });

  it('waits when the assigner is asked too often', async () => {
    answerTeam();
    const slow = { ...olga, capacity: 9, version: 2, released: 0 };
    there.answer(tryOut('olga'), [200, slow]);
    there.answer(put('olga'), [429, { title: 'Too often' }, { 'retry-after': '0.05' }], [200, slow]);
    const path = file('one.yaml', '- id: olga\n  capacity: 9\n');
    expect(await there.redressed('specialists', 'import', path)).toMatchObject({ exit: 0 });
    expect(puts()).toHaveLength(2);
  });

  it('names every mistake with its line, the file’s and the assigner’s, and changes nothing', async () => {
    answerTeam();
    there.answer(tryOut('new'), [400, { errors: [{ path: 'capacity', message: 'capacity must be a number' }] }]);
    there.answer(tryOut('ivan'), [
      400,
      {
        errors: [
          { path: 'skills.0.category', message: 'category must be one of these' },
          { path: 'capacity', message: 'capacity must not be less than 1' },
          { path: 'capacity', message: 'capacity must be an integer number' },
        ],
      },
    ]);
    const path = file(
      'wrong.yaml',
      '- id: ivan\n  capacity: 0\n  skills:\n    - weather:ru\n- id: olga\n- id: olga\n- id: peter\n  age: 5\n- id: new\n  name: New\n',
    );
    const { exit, complained } = await there.redressed('specialists', 'import', path);
    expect({ exit, complained }).toEqual({
      exit: 1,
      complained: [
        'The file has 5 mistakes; nothing was changed:',
        '  line 2: ivan: capacity must not be less than 1',
        '  line 4: ivan: skills.0.category must be one of these',
        '  line 6: olga is in the file twice, first on line 5',
        '  line 8: there is no field age, only id, name, skills, capacity, shifts, retired',
        '  line 9: new is new and needs skills, capacity',
      ].join('\n'),
    });
    expect(puts()).toEqual([]);
  });

  it('tells plainly of a file that is not there, and of a lead who is none', async () => {
    answerTeam();
    const missing = await there.redressed('specialists', 'import', join(folder, 'nothing.csv'));
    expect(missing).toMatchObject({ exit: 2, complained: expect.stringContaining('cannot be read') });
    there.answer('GET /v1/specialists?limit=200', [403, { detail: 'Only a lead may.' }]);
    const refused = await there.redressed('specialists', 'import', file('team.csv', team), '--as', 'lena');
    expect(refused).toMatchObject({ exit: 1, complained: 'assigner refused: Only a lead may.' });
  });
});

describe('Looking at specialists', () => {
  it('lists all pages of them, and shows one', async () => {
    answerTeam();
    const { said } = await there.redressed('specialists', 'list');
    expect(said.join().split('\n')).toHaveLength(4);
    there.answer('GET /v1/specialists/ivan', [200, ivan]);
    expect((await there.redressed('specialists', 'show', 'ivan')).said.join()).toContain('capacity: 5');
    expect((await there.redressed('specialists', 'show', 'nobody')).exit).toBe(4);
    const { said: json } = await there.redressed('specialists', 'list', '--json');
    expect(JSON.parse(json.join())).toEqual({ items: [ivan, olga, peter], next: null });
  });
});

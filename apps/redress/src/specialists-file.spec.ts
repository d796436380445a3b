import { describe, expect, it } from '@jest/globals';
import { readSpecialists } from './specialists-file.js';

const csv = (text: string) => readSpecialists('team.csv', text);
const yaml = (text: string) => readSpecialists('team.yaml', text);
const factsOf = ({ entries }: ReturnType<typeof csv>) => entries.map(({ id, facts }) => ({ id, ...facts }));

const ivan = {
  id: 'ivan',
  name: 'Ivan Orlov',
  skills: [
    { category: 'withdrawals', language: 'ru' },
    { category: 'deposits', language: 'en' },
  ],
  capacity: 20,
  shifts: [
    { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    { days: [6, 7], from: '22:00', to: '06:00' },
  ],
  retired: false,
};

const row = 'ivan,Ivan Orlov,withdrawals:ru deposits:en,20,"1-5 09:00-18:00; 6,7 22:00-06:00",no';

describe('A CSV file of specialists', () => {
  const heading = 'id,name,skills,capacity,shifts,retired';

  it('has one on each line, with what is written in short', () => {
    expect(csv(`\uFEFF${heading}\n${row}\n`)).toMatchObject({ mistakes: [] });
    expect(factsOf(csv(`\uFEFF${heading}\n${row}\n`))).toEqual([ivan]);
  });

  it('may be separated as the spreadsheets of a country do, with columns in any order', () => {
    expect(factsOf(csv('Retired;ID;Capacity\r\nда;olga;5\r\n'))).toEqual([{ id: 'olga', retired: true, capacity: 5 }]);
    expect(factsOf(csv('id\tname\nolga\tOlga\n'))).toEqual([{ id: 'olga', name: 'Olga' }]);
  });

  it('leaves out what a cell leaves empty, and says none with a hyphen', () => {
    expect(factsOf(csv(`${heading}\nivan,,,,-,\n`))).toEqual([{ id: 'ivan', shifts: [] }]);
  });

  it('keeps what it cannot read as it is written, for the assigner to refuse', () => {
    const odd = csv(`${heading}\nivan,I,withdrawals,many,weekdays,perhaps\n`);
    expect(factsOf(odd)).toEqual([
      {
        id: 'ivan',
        name: 'I',
        skills: [{ category: 'withdrawals', language: '' }],
        capacity: 'many',
        shifts: ['weekdays'],
        retired: 'perhaps',
      },
    ]);
  });

  it('is told all its mistakes with their lines', () => {
    const { mistakes } = csv('id,name,skils,name\nivan,I,,\n,Nobody,,\n\nivan,I,,\nolga,Olga\n');
    expect(mistakes.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '1: there is no field skils, only id, name, skills, capacity, shifts, retired',
      '1: the column name is there twice',
      '3: id is missing',
      '6: the line has another number of cells than the headings',
      '5: ivan is in the file twice, first on line 2',
    ]);
    expect(csv('id\nIvan\n').mistakes[0]?.message).toContain('small letters');
    expect(csv('name\nIvan\n').mistakes).toContainEqual({ line: 1, message: 'a column id is missing' });
  });

  it.each([
    ['id,name\nivan,Ivan,20\n', 2, 'another number of cells'],
    ['id,name\nivan,"Ivan\n', 2, 'quotation mark'],
    ['', 1, 'no specialist'],
  ])('that is broken is told where: %j', (text, line, message) => {
    expect(csv(text).mistakes).toEqual([{ line, message: expect.stringContaining(message) }]);
  });
});

describe('A YAML file of specialists', () => {
  it('is a list, written in short or in full', () => {
    const text = `
specialists:
  - id: ivan
    name: Ivan Orlov
    skills: [withdrawals:ru, { category: deposits, language: en }]
    capacity: 20
    shifts:
      - 1-5 09:00-18:00
      - { days: [6, 7], from: '22:00', to: '06:00' }
    retired: false
`;
    expect(yaml(text)).toMatchObject({ mistakes: [] });
    expect(factsOf(yaml(text))).toEqual([ivan]);
    expect(factsOf(yaml('- id: olga\n  retired: true\n'))).toEqual([{ id: 'olga', retired: true }]);
  });

  it('knows the line of each part', () => {
    const [entry] = yaml(
      '- id: ivan\n  skills:\n    - deposits:ru\n    - { category: x,\n        language: ru }\n',
    ).entries;
    const lines = ['id', 'skills', 'skills.0.category', 'skills.1.category', 'skills.1.language', 'name', ''];
    expect(lines.map((path) => entry?.lineOf(path))).toEqual([1, 2, 3, 4, 5, 1, 1]);
  });

  it('is told all its mistakes with their lines', () => {
    const { mistakes } = yaml('- id: ivan\n  age: 5\n- name: Olga\n- peter\n- id: 5\n- id: ivan\n');
    expect(mistakes.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '2: there is no field age, only id, name, skills, capacity, shifts, retired',
      '3: id is missing',
      '4: a specialist must have fields, such as id: ivan',
      '5: id must be a text',
      '6: ivan is in the file twice, first on line 1',
    ]);
  });

  it.each([
    ['- id: ivan\n  skills: [a\n', 2],
    ['- id: ivan\n\tname: x\n', 2],
    ['people: []', 1],
    ['', 1],
  ])('that is broken is told where: %j', (text, line) => {
    const { entries, mistakes } = yaml(text);
    expect(entries).toEqual([]);
    expect(mistakes[0]?.message).toMatch(/^\S/);
    expect([line, line + 1]).toContain(mistakes[0]?.line);
  });
});

import { type Category, categories, type Shift, type Skill } from '@redress/contracts';

/** Every role a token may carry. */
export const roles = ['customer', 'channel', 'specialist', 'senior', 'lead', 'auditor', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Somebody of the demonstration; the key in {@link people} is their `sub`. */
export interface Person {
  roles: Role[];
  email?: string;
  locale?: 'ru' | 'en';
  /** One line for people. */
  about: string;
}

export const people: Readonly<Record<string, Person>> = {
  anna: { roles: ['customer'], email: 'anna@customers.example', locale: 'ru', about: 'a customer, in Russian' },
  ben: { roles: ['customer'], email: 'ben@customers.example', locale: 'en', about: 'a customer, in English' },
  ivan: specialist('ivan', 'ru', 'money and customer care'),
  olga: specialist('olga', 'ru', 'money and accounts'),
  peter: specialist('peter', 'en', 'accounts and games'),
  maria: specialist('maria', 'en', 'games and customer care'),
  nina: staff('nina', 'senior', 'answers at stage two'),
  lena: staff('lena', 'lead', 'watches load and deadlines, assigns'),
  viktor: staff('viktor', 'auditor', 'reads everything, changes nothing'),
  omar: staff('omar', 'operator', 'mends parked records, sees no words'),
  site: { roles: ['channel'], about: "the platform's own site, a channel" },
};

function specialist(sub: string, locale: Person['locale'], about: string): Person {
  return { roles: ['specialist'], email: `${sub}@redress.example`, locale, about: `a specialist: ${about}` };
}

function staff(sub: string, role: Role, about: string): Person {
  return { roles: [role], email: `${sub}@redress.example`, locale: 'en', about };
}

/** The body of `PUT /v1/specialists/{id}`. */
export interface SpecialistSeed {
  name: string;
  skills: Skill[];
  capacity: number;
  shifts: Shift[];
}

const money: Category[] = ['withdrawals', 'deposits', 'bonuses', 'bet-settlement'];
const accounts: Category[] = ['verification', 'account-access', 'security-fraud'];
const games: Category[] = ['game-fault', 'technical', 'other'];
const care: Category[] = ['responsible-gambling', 'staff-conduct', 'privacy-marketing'];

function seed(name: string, ...fields: Category[][]): SpecialistSeed {
  const known = categories.filter((category) => fields.flat().includes(category));
  const skills = known.flatMap((category) => [
    { category, language: 'ru' },
    { category, language: 'en' },
  ]);
  return { name, skills, capacity: 20, shifts: [] };
}

/** The specialists a fresh deployment has: two for each category and language, around the clock. By id. */
export const specialists: Readonly<Record<string, SpecialistSeed>> = {
  ivan: seed('Ivan Orlov', money, care),
  olga: seed('Olga Sedova', money, accounts),
  peter: seed('Peter Marsh', accounts, games),
  maria: seed('Maria Stone', games, care),
};

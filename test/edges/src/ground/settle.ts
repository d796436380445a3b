import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.js';
import { authorization, type Ground, type Person, type Role } from './ground.js';

/** People of every role, and what is there before anything is tried. */
export interface Settled {
  people: Record<string, Person>;
  /** By customer: their complaints' ids and references. */
  complaints: Record<string, { id: string; reference: string }[]>;
}

const cast: [name: string, role: Role | 'nobody'][] = [
  ['anna', 'customer'],
  ['ben', 'customer'],
  ['site', 'channel'],
  ['chat', 'channel'],
  ['ivan', 'specialist'],
  ['olga', 'specialist'],
  ['newcomer', 'specialist'],
  ['nina', 'senior'],
  ['lena', 'lead'],
  ['viktor', 'auditor'],
  ['omar', 'operator'],
  ['nobody', 'nobody'],
];

/** Who has no skill at all: shown no complaint. */
export const newcomer = 'newcomer';

/** Both do the same work; what nobody has a skill for stays in the pool. */
const skills = ['deposits', 'withdrawals'].flatMap((category) =>
  ['en', 'ru'].map((language) => ({ category, language })),
);
const texts = [
  ['My deposit of 500 never arrived on my balance', 'deposits'],
  ['My withdrawal hangs for days, where is my payout', 'withdrawals'],
  ['Something else that nobody here works on', 'other'],
] as const;
const patience = 20_000;

async function send(person: Person, url: string, call: string, body?: object): Promise<Record<string, unknown>> {
  const [method = '', path = ''] = call.split(' ');
  const headers = { ...authorization(person), ...(body && { 'content-type': 'application/json' }) };
  const bytes = body && Buffer.from(JSON.stringify(body));
  const { status, text } = await ask({ url, method, path, headers, body: bytes });
  if (status >= 400) throw new Error(`${call} was answered with ${status}: ${text}`);
  return (text ? JSON.parse(text) : {}) as Record<string, unknown>;
}

/** The people whose names begin with this run's mark, so that many runs go on one deployment. */
async function gather({ tokenFor }: Ground, mark: string): Promise<Record<string, Person>> {
  const made = cast.map(async ([name, role]): Promise<[string, Person]> => {
    const sub = `${name}-${mark}`;
    const token = role === 'nobody' ? '' : await tokenFor(sub, [role]);
    return [name, { sub, role, token, canary: `canary${name}${mark}` }];
  });
  return Object.fromEntries(await Promise.all(made));
}

/** Waits until specialists hold some: the rest is for the pool, or for a person to say what it is about. */
async function untilSomeAreHeld({ services }: Ground, holders: Person[]): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const queues = await Promise.all(holders.map((holder) => send(holder, services.assigner ?? '', 'GET /v1/queue')));
    if (queues.flatMap(({ items }) => items as unknown[]).length >= 2) return;
    await pause(100);
  }
  throw new Error(`nobody holds a complaint ${patience / 1000} s after it was submitted`);
}

/** Makes specialists, and complaints of two customers; some of them are held when it is done. */
export async function settle(ground: Ground, mark: string): Promise<Settled> {
  const people = await gather(ground, mark);
  const { services } = ground;
  const one = (name: string): Person => people[name] as Person;
  for (const name of ['ivan', 'olga']) {
    const body = { name, skills, capacity: 500 };
    await send(one('lena'), services.assigner ?? '', `PUT /v1/specialists/${one(name).sub}`, body);
  }
  const complaints: Settled['complaints'] = { anna: [], ben: [] };
  for (const name of ['anna', 'ben']) {
    for (const [words, category] of texts) {
      const body = { text: `${words} ${one(name).canary}`, language: 'en', category };
      const { id, reference } = await send(one(name), services.intake ?? '', 'POST /v1/complaints', body);
      complaints[name]?.push({ id: String(id), reference: String(reference) });
    }
  }
  await untilSomeAreHeld(ground, [one('ivan'), one('olga')]);
  return { people, complaints };
}

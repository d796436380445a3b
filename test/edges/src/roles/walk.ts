import { randomUUID } from 'node:crypto';
import { type Answer, ask } from '../ground/ask.js';
import { bodyOf, nameOf, type Route } from '../ground/documents.js';
import { exampleOf, type Known } from '../ground/example.js';
import { authorization, type Person } from '../ground/ground.js';
import { newcomer, type Settled } from '../ground/settle.js';
import { spellingsOf } from './spellings.js';

const atOnce = 12;
/** Refusals that tell a stranger nothing. */
const closed = [400, 401, 403, 404];

/** What a body and a path are filled with: what is anna's, and whoever else is there. */
interface Ids {
  complaint: string;
  specialist: string;
}

interface Step {
  route: Route;
  person: Person;
  /** As it is sent. */
  path: string;
  method?: string;
  known?: Known;
  /** What is wrong with the answer, if anything. */
  judge(answer: Answer): string | undefined;
}

const oneOf =
  (...statuses: number[]) =>
  ({ status }: Answer): string | undefined =>
    statuses.includes(status) ? undefined : `${status} instead of ${statuses.join(' or ')}`;

function filled(path: string, { complaint, specialist }: Ids): string {
  return path.replaceAll(/{\w+}/g, path.includes('/specialists/') ? specialist : complaint);
}

/** Texts that look like names of something: everything that may refer to somebody else's. */
const knows =
  ({ complaint, specialist }: Ids): Known =>
  (property) =>
    ({ of: complaint, to: specialist, specialist, requestId: complaint, id: complaint })[property];

/** Everybody but those who may. */
const strangersTo = ({ roles = [] }: Route, { people }: Settled): Person[] =>
  Object.values(people).filter(({ role }) => !roles.includes(role));

function asEverybody(route: Route, settled: Settled, ids: Ids): Step[] {
  const path = filled(route.path, ids);
  const nothing = filled(route.path, { complaint: randomUUID(), specialist: 'somebody-new' });
  const known = knows(ids);
  const refused = (person: Person) => oneOf(person.role === 'nobody' ? 401 : 403);
  const entered = ({ status }: Answer) =>
    [401, 403].includes(status) || status >= 500 ? `${status} to somebody who may` : undefined;
  const methods = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
  return Object.values(settled.people).flatMap((person) =>
    methods.map((method): Step => {
      const may = route.roles?.includes(person.role);
      if (may) return { route, person, method, path: nothing, judge: entered };
      return { route, person, method, path, known, judge: refused(person) };
    }),
  );
}

function underOtherSpellings(route: Route, settled: Settled, ids: Ids): Step[] {
  const strangers = strangersTo(route, settled);
  const some = [strangers.find(({ role }) => role === 'nobody'), strangers.find(({ role }) => role !== 'nobody')];
  const methods = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
  return spellingsOf(filled(route.path, ids)).flatMap((path) =>
    some.flatMap((person) =>
      person ? methods.map((method): Step => ({ route, person, method, path, judge: oneOf(...closed) })) : [],
    ),
  );
}

/** Nothing of anna's: not a word, not a name. */
function tellsNothingOf({ canary, sub }: Person, references: string[]) {
  return ({ text }: Answer): string | undefined =>
    [canary, sub, ...references].some((secret) => text.includes(secret))
      ? "it tells something of somebody else's"
      : undefined;
}

function withAnothersIds(route: Route, { people, complaints }: Settled, ids: Ids): Step[] {
  const { anna, ben, ivan } = people as Record<string, Person>;
  const theirs = complaints.anna ?? [];
  const [mine] = complaints.ben ?? [];
  if (!anna || !ben || !ivan || !mine) throw new Error('anna, ben and ivan are not there');
  const person = route.roles?.includes('customer') ? ben : people[newcomer];
  if (!person || !route.roles?.includes(person.role)) return [];
  const secrets = theirs.map(({ reference }) => reference);
  const silent = tellsNothingOf(anna, secrets);
  const gone = person === ben ? oneOf(404) : oneOf(400, 404, 409);
  const isOfComplaint = route.path.includes('/complaints/{');
  const names = isOfComplaint ? [ids.complaint, ...secrets.slice(0, 1)] : [];
  const inPath = names.map((complaint): Step => {
    const judge = (answer: Answer) => gone(answer) ?? silent(answer);
    return { route, person, path: filled(route.path, { ...ids, complaint }), known: knows(ids), judge };
  });
  const own = filled(route.path, { complaint: mine.id, specialist: person.sub });
  const inBody: Step = { route, person, path: own, known: knows(ids), judge: silent };
  const inQuery: Step = { route, person, path: `${own}?after=${ids.complaint}&q=${anna.canary}`, judge: silent };
  return route.path.includes('{') && !isOfComplaint ? [] : [...inPath, inBody, inQuery];
}

async function take({ route, person, path, method = route.method, known, judge }: Step): Promise<string[]> {
  const body = bodyOf(route);
  const sent = body && Buffer.from(JSON.stringify(exampleOf(body.schema, route.schemas, known)));
  const headers = { ...authorization(person), ...(body && { 'content-type': body.type }) };
  const answer = await ask({ url: route.url, method, path, headers, body: method === 'HEAD' ? undefined : sent });
  const wrong = judge(answer);
  return wrong === undefined ? [] : [`${nameOf(route)} as ${person.role} (${method} ${path}): ${wrong}`];
}

/**
 * Walks every route as everybody, under other spellings, and with somebody else's ids in every place that takes one.
 * What it answers that it should not: one sentence each.
 */
export async function walkRoles(routes: Route[], settled: Settled): Promise<string[]> {
  const [complaint] = settled.complaints.anna ?? [];
  const ids: Ids = { complaint: complaint?.id ?? '', specialist: settled.people.ivan?.sub ?? '' };
  const guarded = routes.filter(({ roles }) => roles !== undefined);
  const steps = guarded.flatMap((route) => [
    ...underOtherSpellings(route, settled, ids),
    ...withAnothersIds(route, settled, ids),
    ...asEverybody(route, settled, ids),
  ]);
  const wrong: string[] = [];
  const worker = async () => {
    for (let step = steps.shift(); step; step = steps.shift()) wrong.push(...(await take(step)));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return wrong;
}

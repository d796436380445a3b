import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { type Answer, ask, type Request } from '../ground/ask.js';
import { nameOf, type Route, readRoutes } from '../ground/documents.js';
import { authorization, type Ground, type Person } from '../ground/ground.js';
import { type Settled, settle } from '../ground/settle.js';
import { anyCall, type Call } from './calls.js';
import { Judge } from './judge.js';
import { Memory } from './memory.js';
import { leaksIn } from './secrets.js';

export interface FuzzOptions {
  calls: number;
  seed: number;
  /** Takes parts away until the signal, so that a service may say that it is unavailable. */
  meanwhile?: (signal: AbortSignal) => Promise<void>;
  /** How often to ask again, as told, before a service counts as unavailable: once; more where the machine is busy otherwise. */
  comingBack?: number;
  /** Told now and then how far it is. */
  progress?: (done: number, violations: number) => void;
  signal?: AbortSignal;
}

type Counts = Record<string, number>;

/** One thing that is wrong with a route, however often it was seen. */
export interface Violation {
  route: string;
  wrong: string;
  times: number;
  /** The first call that showed it. */
  example: { nth: number; as: string; call: string; headers: object; body: string; answer: string };
}

export interface Findings {
  calls: number;
  seed: number;
  seconds: number;
  /** How many answers had which status: in all, and by route. */
  statuses: Counts;
  routes: Record<string, Counts>;
  violations: Violation[];
}

const atOnce = 8;
const batch = 250;
const shown = 600;

/** Sends made-up calls and judges the answers. */
class Fuzz {
  private readonly judge = new Judge();
  private readonly memory: Memory;
  private readonly violations = new Map<string, Violation>();
  private readonly statuses: Counts = {};
  private readonly routes: Record<string, Counts> = {};
  private done = 0;

  constructor(
    private readonly settled: Settled,
    private readonly options: FuzzOptions,
  ) {
    this.memory = new Memory(settled);
  }

  async make(call: Call): Promise<void> {
    const { route, person: name, method, path, headers, body } = call;
    this.done += 1;
    const nth = this.done;
    const person = this.settled.people[name];
    if (!person) throw new Error(`there is no ${name}`);
    const filled = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key, this.memory.fill(value, person)]),
    );
    const request: Request = {
      url: route.url,
      method,
      path: this.memory.fill(path, person),
      headers: { ...filled, ...authorization(person) },
      body: typeof body === 'string' ? Buffer.from(this.memory.fill(body, person)) : body,
    };
    const { answer, wrong } = await this.try(request, call, person);
    this.count(nameOf(route), String(answer?.status ?? 'none'));
    for (const one of wrong) this.note(call, one, { nth, as: name, ...exampleOf(request, answer) });
  }

  findings(seconds: number): Findings {
    const violations = [...this.violations.values()].sort((one, other) => other.times - one.times);
    const { seed } = this.options;
    return { calls: this.done, seed, seconds, statuses: this.statuses, routes: this.routes, violations };
  }

  private count(route: string, status: string): void {
    const own = this.routes[route] ?? {};
    this.routes[route] = own;
    for (const counts of [this.statuses, own]) counts[status] = (counts[status] ?? 0) + 1;
  }

  get found(): number {
    return this.violations.size;
  }

  private async try(
    request: Request,
    { route, method }: Call,
    person: Person,
  ): Promise<{ answer?: Answer; wrong: string[] }> {
    try {
      const answer = await ask(request);
      if (answer.status < 300) this.memory.learn(answer.text, person);
      const leaks = leaksIn(answer.text, route.service, person, this.settled);
      const wrong = this.judge.wrongWith({ route, method, answer });
      const isAway = answer.status === 503 && !this.options.meanwhile;
      const needless =
        isAway && (await isNeedless(request, answer, this.options.comingBack))
          ? ['is unavailable while every part is there']
          : [];
      return { answer, wrong: [...wrong, ...leaks, ...needless] };
    } catch (error) {
      return { wrong: [`gives no answer: ${(error as Error).message}`] };
    }
  }

  private note({ route }: Call, wrong: string, example: Violation['example']): void {
    const key = `${nameOf(route)} ${wrong}`;
    const known = this.violations.get(key);
    if (known) known.times += 1;
    else this.violations.set(key, { route: nameOf(route), wrong, times: 1, example });
  }
}

function exampleOf({ method, path, headers, body }: Request, answer: Answer | undefined) {
  const { authorization: _, ...sent } = headers ?? {};
  return {
    call: `${method} ${path}`.slice(0, shown),
    headers: sent,
    body: (body?.toString() ?? '').slice(0, shown),
    answer: `${answer?.status ?? ''} ${answer?.text.slice(0, shown) ?? ''}`,
  };
}

async function isWell(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`).catch(() => undefined);
  const { checks = {} } = ((await response?.json().catch(() => ({}))) ?? {}) as { checks?: Record<string, string> };
  return response?.ok === true && !Object.values(checks).includes('down');
}

/** A machine that is busy with other things is a part that is down: what counts is whether it stays so, asked as the answer says. */
async function isNeedless(request: Request, answer: Answer, comingBack = 1): Promise<boolean> {
  let last = answer;
  for (let times = 0; times < comingBack && last.status === 503; times += 1) {
    if (!(await isWell(request.url))) return false;
    await pause(Math.min(10, Number(last.headers['retry-after']) || 1) * 1_000);
    last = await ask(request);
  }
  return last.status === 503 && (await isWell(request.url));
}

/** Makes up calls of these routes, in the names of these people, and says what was wrong with the answers. */
export async function fuzzRoutes(routes: Route[], settled: Settled, options: FuzzOptions): Promise<Findings> {
  const begin = performance.now();
  const roles = Object.fromEntries(Object.entries(settled.people).map(([name, { role }]) => [name, role]));
  const calls = anyCall(routes, roles);
  const fuzz = new Fuzz(settled, options);
  const over = new AbortController();
  const meanwhile = options.meanwhile?.(over.signal);
  // Told at the end: until then nobody waits for it.
  meanwhile?.catch(() => undefined);
  for (let made = 0; made < options.calls && !options.signal?.aborted; made += batch) {
    const numRuns = Math.min(batch, options.calls - made);
    const some = fc.sample(calls, { seed: options.seed + made, numRuns });
    const worker = async () => {
      for (let call = some.shift(); call && !options.signal?.aborted; call = some.shift()) await fuzz.make(call);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    options.progress?.(made + numRuns, fuzz.found);
  }
  over.abort();
  await meanwhile;
  return fuzz.findings(Math.round((performance.now() - begin) / 100) / 10);
}

/** Fuzzes all that runs, with people and complaints made for it. */
export async function runFuzz(ground: Ground, options: FuzzOptions): Promise<Findings> {
  const settled = await settle(ground, `${options.seed}-${Date.now() % 100_000}`);
  return fuzzRoutes(await readRoutes(ground.services), settled, options);
}

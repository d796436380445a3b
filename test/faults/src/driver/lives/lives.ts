import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../chance.js';
import type { SeenLife } from '../../history/history.js';
import { plantedWord, type Service } from '../../map.js';
import type { Caller } from '../callers.js';
import type { Staff } from '../staff.js';
import { type Act, draw } from './acts.js';
import { type Answer, call, look } from './request.js';
import type { Answered, ToldAct } from './told-act.js';

/** Something that was done, to be asked for once more under its key. */
type Repeat = () => Promise<void>;

export interface LivesOptions {
  /** Of the accepted complaints, so many go on living; the others are left to themselves. */
  share: number;
  staff: Staff;
  /** Where a service is now. */
  url: (service: Service) => string;
  signal: AbortSignal;
}

const retries = 40;
const retryMs = 400;
const leastSteps = 4;
const mostSteps = 14;
/** More lives at once would tell of waiting alone. */
const mostAtOnce = 150;
/** A life in which nothing was done at so many looks is left to itself; a closed one at once. */
const patience = 75;
/** One that could not be looked at for so long, too. */
const blindMs = 120_000;

/** What happens to complaints after they were accepted: whole lives, of customers and staff, a few acts of them at once. */
export class Lives {
  readonly told: ToldAct[] = [];
  private readonly living = new Set<Promise<void>>();
  /** Those whose complaints are not known yet. They keep nobody from posting. */
  private readonly coming = new Set<Promise<void>>();
  /** The complaints that live, by customer. */
  private readonly ofCaller = new Map<string, string[]>();
  begun = 0;
  /** Those that never were: nobody said in time which complaint it is. */
  missed = 0;

  constructor(private readonly options: LivesOptions) {}

  /** So many live that whoever would post more had better wait. */
  get isFull(): boolean {
    return this.living.size >= mostAtOnce;
  }

  /** Perhaps begins the life of a complaint that was accepted a moment ago. */
  begin(complaintId: string, caller: Caller, chance: Chance): void {
    if (chance.happens(this.options.share)) this.start(complaintId, caller, chance.fork());
  }

  /** The same for a complaint that is accepted elsewhere, as soon as `id` tells which one it is. */
  beginOnceKnown(id: () => Promise<string | undefined>, caller: Caller, chance: Chance): void {
    if (!chance.happens(this.options.share)) return;
    const own = chance.fork();
    const begins = async () => {
      const complaintId = await id();
      if (complaintId === undefined) this.missed += 1;
      else this.start(complaintId, caller, own);
    };
    const coming = begins().finally(() => this.coming.delete(coming));
    this.coming.add(coming);
  }

  /** Resolves when every life that was begun has come to its end. */
  async end(): Promise<void> {
    while (this.coming.size + this.living.size > 0) await Promise.all([...this.coming, ...this.living]);
  }

  private start(complaintId: string, caller: Caller, chance: Chance): void {
    this.begun += 1;
    this.ofCaller.set(caller.sub, [...(this.ofCaller.get(caller.sub) ?? []), complaintId]);
    const life = this.live(complaintId, caller, chance).finally(() => this.living.delete(life));
    this.living.add(life);
  }

  private async live(id: string, caller: Caller, chance: Chance): Promise<void> {
    const later: Repeat[] = [];
    await this.goOn(id, caller, chance, later);
    for (const repeat of later) await repeat();
  }

  private async goOn(id: string, caller: Caller, chance: Chance, later: Repeat[]): Promise<void> {
    const { signal, url } = this.options;
    const most = leastSteps + chance.below(mostSteps - leastSteps);
    let [steps, idle, slowMs, since] = [0, 0, 0, Date.now()];
    while (steps < most && idle < patience && Date.now() - since < blindMs && !signal.aborted) {
      // Who is answered slowly asks less often: many lives on a slow machine would keep each other from being answered.
      await pause(chance.between(50, 600) + 2 * slowMs, undefined, { signal }).catch(() => undefined);
      if (later.length > 0 && chance.happens(0.3)) await later.shift()?.();
      const asked = Date.now();
      const seen = await look(url('intake'), id, caller.token);
      slowMs = Date.now() - asked;
      if (!seen) continue;
      since = Date.now();
      const drawn = draw(seen, chance);
      idle = drawn.length === 0 ? idle + 1 : 0;
      if (seen.status === 'closed' && drawn.length === 0) return;
      if (drawn.length === 0) continue;
      steps += 1;
      const nth = steps;
      const lanes = drawn.map((act, lane) => this.act(act, seen, { caller, chance: chance.fork(), nth, lane }));
      later.push(...(await Promise.all(lanes)).flat());
      since = Date.now();
    }
  }

  /** Gives what is to be asked for again later. */
  private async act(
    act: Act,
    seen: SeenLife,
    { caller, chance, nth, lane }: { caller: Caller; chance: Chance; nth: number; lane: number },
  ): Promise<Repeat[]> {
    const token = await this.tokenOf(act, seen, caller, chance);
    if (!token) return [];
    const name = `${seen.id}-${nth}-${lane}`;
    const others = (this.ofCaller.get(caller.sub) ?? []).filter((id) => id !== seen.id);
    if (act.path === 'link-duplicate' && others.length === 0) return [];
    const body = act.body?.(`${plantedWord}life ${name}`, chance, others);
    const told: ToldAct = { complaintId: seen.id, service: act.service, event: act.event, outcome: 'unknown' };
    const key = `life-${name}`;
    const ask = () =>
      call({ url: `${this.options.url(act.service)}/v1/complaints/${seen.id}/${act.path}`, token, key, body });
    this.told.push(told);
    const first = await this.untilAnswered(told, ask);
    if (!first || told.outcome !== 'accepted') return [];
    const repeat = async () => {
      const again = await this.untilAnswered(told, ask);
      if (again) told.answers = [...(told.answers ?? [first]), again];
    };
    if (chance.happens(0.1)) await repeat();
    return chance.happens(0.15) ? [repeat] : [];
  }

  /** What was answered in the end, if anything. */
  private async untilAnswered(told: ToldAct, ask: () => Promise<Answer>): Promise<Answered | undefined> {
    const { signal } = this.options;
    for (let asked = 0; asked < retries && !signal.aborted; asked += 1) {
      const answer = await ask();
      note(told, answer);
      if ('status' in answer) return { status: answer.status, body: answer.body };
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }

  private async tokenOf({ actor }: Act, seen: SeenLife, caller: Caller, chance: Chance): Promise<string | undefined> {
    const { staff } = this.options;
    if (actor === 'customer') return caller.token;
    if (actor === 'senior') return staff.senior();
    if (actor === 'specialist') return staff.specialist(chance.pick(staff.specialists));
    return seen.specialist === undefined ? undefined : staff.specialist(seen.specialist);
  }
}

function note(told: ToldAct, answer: Answer): void {
  if (answer.outcome === 'accepted') {
    if (told.outcome === 'unknown') told.eventId = eventIn(answer.body, told.event);
    told.outcome = 'accepted';
  }
  if (answer.outcome === 'refused') {
    if (told.outcome === 'unknown') told.outcome = 'refused';
    told.status = answer.status;
  }
}

/** The event that an answer shows as decided and on its way. */
function eventIn(body: string, event: string): string | undefined {
  const { timeline = [] } = JSON.parse(body) as Partial<SeenLife>;
  return timeline.findLast(({ type, effect }) => type === event && effect === 'pending')?.id;
}

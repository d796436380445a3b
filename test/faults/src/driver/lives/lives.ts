import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../chance.js';
import type { SeenLife } from '../../history/history.js';
import { plantedWord, type Service } from '../../map.js';
import type { Caller } from '../callers.js';
import type { Staff } from '../staff.js';
import { type Act, draw } from './acts.js';
import { type Answer, call, look } from './request.js';
import type { ToldAct } from './told-act.js';

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
/** A life in which nothing could be done for so long is left to itself; a closed one at once. */
const patienceMs = 25_000;

/** What happens to complaints after they were accepted: whole lives, of customers and staff, a few acts of them at once. */
export class Lives {
  readonly told: ToldAct[] = [];
  private readonly living = new Set<Promise<void>>();
  /** The complaints that live, by customer. */
  private readonly ofCaller = new Map<string, string[]>();
  begun = 0;

  constructor(private readonly options: LivesOptions) {}

  /** So many live that whoever would post more had better wait. */
  get isFull(): boolean {
    return this.living.size >= mostAtOnce;
  }

  /** Perhaps begins the life of a complaint that was accepted a moment ago. */
  begin(complaintId: string, caller: Caller, chance: Chance): void {
    if (!chance.happens(this.options.share)) return;
    this.begun += 1;
    this.ofCaller.set(caller.sub, [...(this.ofCaller.get(caller.sub) ?? []), complaintId]);
    const life = this.live(complaintId, caller, chance.fork()).finally(() => this.living.delete(life));
    this.living.add(life);
  }

  /** Resolves when every life that was begun has come to its end. */
  async end(): Promise<void> {
    while (this.living.size > 0) await Promise.all(this.living);
  }

  private async live(id: string, caller: Caller, chance: Chance): Promise<void> {
    const { signal, url } = this.options;
    const most = leastSteps + chance.below(mostSteps - leastSteps);
    for (let steps = 0, since = Date.now(); steps < most && Date.now() - since < patienceMs && !signal.aborted; ) {
      await pause(chance.between(50, 600), undefined, { signal }).catch(() => undefined);
      const seen = await look(url('intake'), id, caller.token);
      const drawn = seen ? draw(seen, chance) : [];
      if (seen?.status === 'closed' && drawn.length === 0) return;
      if (!seen || drawn.length === 0) continue;
      since = Date.now();
      steps += 1;
      const nth = steps;
      await Promise.all(drawn.map((act, lane) => this.act(act, seen, { caller, chance: chance.fork(), nth, lane })));
    }
  }

  private async act(
    act: Act,
    seen: SeenLife,
    { caller, chance, nth, lane }: { caller: Caller; chance: Chance; nth: number; lane: number },
  ): Promise<void> {
    const token = await this.tokenOf(act, seen, caller, chance);
    if (!token) return;
    const name = `${seen.id}-${nth}-${lane}`;
    const others = (this.ofCaller.get(caller.sub) ?? []).filter((id) => id !== seen.id);
    if (act.path === 'link-duplicate' && others.length === 0) return;
    const body = act.body?.(`${plantedWord}life ${name}`, chance, others);
    const told: ToldAct = { complaintId: seen.id, service: act.service, event: act.event, outcome: 'unknown' };
    const key = `life-${name}`;
    const ask = () =>
      call({ url: `${this.options.url(act.service)}/v1/complaints/${seen.id}/${act.path}`, token, key, body });
    this.told.push(told);
    await this.untilAnswered(told, ask);
    if (told.outcome === 'accepted' && chance.happens(0.1)) note(told, await ask());
  }

  private async untilAnswered(told: ToldAct, ask: () => Promise<Answer>): Promise<void> {
    const { signal } = this.options;
    for (let asked = 0; asked < retries && !signal.aborted; asked += 1) {
      const answer = await ask();
      note(told, answer);
      if (told.outcome !== 'unknown') return;
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
    }
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
function eventIn(body: unknown, event: string): string | undefined {
  const { timeline = [] } = body as Partial<SeenLife>;
  return timeline.findLast(({ type, effect }) => type === event && effect === 'pending')?.id;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../chance.js';
import { plantedWord } from '../map.js';
import { type Answer, postComplaint, type Request } from './ask.js';
import type { Caller } from './callers.js';
import type { Channel } from './channel.js';
import type { Lives } from './lives/lives.js';
import { SubmitAsChannel } from './submit-as-channel.js';
import { textWith } from './texts.js';
import type { Told } from './told.js';
import type { VerdictsHeard } from './verdicts-heard.js';

export interface DriveOptions {
  complaints: number;
  channel: Channel;
  callers: Caller[];
  chance: Chance;
  /** Where intake is now. */
  intake: () => string;
  /** How many may have been begun by now; more wait. */
  allowed: () => number;
  /** Told of each acceptance. */
  accepted: (complaintId: string) => void;
  /** What becomes of the complaints that were accepted. */
  lives: Lives;
  /** Which complaints a channel's submissions became. */
  verdicts: Pick<VerdictsHeard, 'idOf'>;
  signal: AbortSignal;
  /** Tells the campaigns on one deployment apart. */
  run: string;
}

const retries = 60;
const retryMs = 400;

/** Posts complaints, a connection per caller, and keeps what each caller was told. */
export class Driver {
  readonly told: Told[] = [];
  private begun = 0;
  /** What was accepted under a key, by customer. */
  private readonly keyed = new Map<string, [Told, Request][]>();

  private readonly site: SubmitAsChannel;

  constructor(private readonly options: DriveOptions) {
    this.site = new SubmitAsChannel(options.channel, options.accepted);
  }

  get progress(): { begun: number; accepted: number; unknown: number } {
    const count = (outcome: Told['outcome']) => this.told.filter((one) => one.outcome === outcome).length;
    return { begun: this.begun, accepted: count('accepted'), unknown: count('unknown') };
  }

  /** Resolves when every complaint has been posted and answered, given up, or the signal came. */
  async run(): Promise<void> {
    const { callers, chance } = this.options;
    for (const { sub } of callers) this.keyed.set(sub, []);
    await Promise.all(callers.map((caller) => this.connection(caller, chance.fork())));
  }

  private async connection(caller: Caller, chance: Chance): Promise<void> {
    const { complaints, allowed, lives, signal } = this.options;
    while (this.begun < complaints && !signal.aborted) {
      if (this.begun >= allowed() || lives.isFull) {
        await pause(50, undefined, { signal }).catch(() => undefined);
        continue;
      }
      this.begun += 1;
      await this.submit(this.begun, caller, chance);
    }
  }

  private async submit(nth: number, caller: Caller, chance: Chance): Promise<void> {
    const word = `${plantedWord}${this.options.run}w${nth}w`;
    if (chance.happens(0.2)) return this.submitAsChannel(nth, word, caller, chance);
    const text = textWith(word, caller.language, chance);
    const told: Told = { word, customer: caller.sub, email: caller.email, outcome: 'unknown', acceptances: [] };
    if (chance.happens(0.04)) return this.submitBadly({ ...told }, text, caller, chance);
    if (chance.happens(0.7)) told.key = `key-${nth}`;
    const request: Request = { token: caller.token, body: { text }, ...(told.key && { key: told.key }) };
    // Whoever hears nothing asks again under the same key, or lets it be.
    const asksAgain = told.key !== undefined && chance.happens(0.75);
    await this.ask(told, request, asksAgain);
    this.told.push(told);
    this.live([told], caller, chance);
    await this.repeatEarlier(caller, chance);
    if (!told.key || told.outcome !== 'accepted') return;
    this.keyed.get(caller.sub)?.push([told, request]);
    await this.repeat(told, request, caller, chance);
  }

  private async submitAsChannel(nth: number, word: string, caller: Caller, chance: Chance): Promise<void> {
    const id = `${this.options.run}-${nth}`;
    const told = chance.happens(0.6)
      ? await this.site.overTopic(id, word, caller, chance)
      : await this.site.inBatch(id, word, caller, chance);
    this.told.push(...told);
    this.live(told, caller, chance);
  }

  private live(told: Told[], caller: Caller, chance: Chance): void {
    const { lives, verdicts, accepted } = this.options;
    const ids = new Set(told.flatMap(({ acceptances }) => acceptances.slice(0, 1).map(({ id }) => id)));
    for (const id of ids) lives.begin(id, caller, chance);
    for (const { submitted } of told) {
      if (submitted?.over !== 'topic' || submitted.due !== 'accepted' || !submitted.isSent) continue;
      const known = async () => {
        const id = await verdicts.idOf(submitted.key);
        if (id !== undefined) accepted(id);
        return id;
      };
      lives.beginOnceKnown(known, caller, chance);
    }
  }

  /** Now and then what was accepted long ago is asked for again, whatever has become of it. */
  private async repeatEarlier(caller: Caller, chance: Chance): Promise<void> {
    const keyed = this.keyed.get(caller.sub) ?? [];
    if (keyed.length === 0 || !chance.happens(0.08)) return;
    const [told, request] = chance.pick(keyed);
    await this.ask(told, request, true);
  }

  /** Something that must be refused, whatever goes on. */
  private async submitBadly(told: Told, text: string, caller: Caller, chance: Chance): Promise<void> {
    const requests: Request[] = [
      { token: caller.token, body: { text, unheardOf: true } },
      { token: caller.token, body: { text: 'x'.repeat(20_001) + text } },
      { token: caller.token, body: { text, category: 'no-such-category' } },
      { body: { text } },
    ];
    await this.ask(told, chance.pick(requests), true);
    this.told.push(told);
  }

  /** The same key with the same body must get the same answer, twice at once too; with another body it is refused. */
  private async repeat(told: Told, request: Request, caller: Caller, chance: Chance): Promise<void> {
    if (chance.happens(0.15)) {
      await Promise.all([this.ask(told, request, false), this.ask(told, request, false)]);
    }
    if (!chance.happens(0.04)) return;
    const word = `${told.word}other`;
    const other: Told = { ...told, word, outcome: 'unknown', acceptances: [], answers: undefined };
    await this.ask(other, { ...request, body: { text: textWith(word, caller.language, chance) } }, true);
    this.told.push(other);
  }

  private async ask(told: Told, request: Request, again: boolean): Promise<void> {
    const { intake, signal } = this.options;
    for (let asked = 0; asked < retries && !signal.aborted; ) {
      const answer = await postComplaint(intake(), request);
      this.note(told, answer);
      if (answer.outcome === 'accepted' || answer.outcome === 'refused') return;
      if (answer.outcome === 'unknown') {
        if (!again) return;
        asked += 1;
      }
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private note(told: Told, answer: Answer): void {
    if (answer.outcome === 'accepted') {
      told.outcome = 'accepted';
      told.acceptances.push(answer.acceptance);
      told.answers = [...(told.answers ?? []), answer.text];
      this.options.accepted(answer.acceptance.id);
    }
    if (answer.outcome === 'refused') {
      told.status = answer.status;
      if (told.outcome !== 'accepted') told.outcome = 'refused';
    }
  }
}

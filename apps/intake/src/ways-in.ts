import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem, ServiceConfig } from '@redress/bootstrap';
import { WayInRequested, type WayInWords } from '@redress/contracts';
import { Journal, say } from '@redress/messaging';
import { openWords } from '@redress/timeline';
import { type SealedWords, seal, VaultKeeper, VaultReader } from '@redress/vault';
import { Addresses } from './addresses.js';
import { SessionTokens } from './session-tokens.js';
import { askedFor, forgetWaysIn, rememberWayIn, useWayIn } from './storage/ways-in.js';
import type { SessionView } from './way-in.body.js';

/** How long a link opens. */
export const linkMinutes = 30;
/** Letters that an address may be sent within an hour: nobody's mailbox is filled by others. */
const mostPerHour = 3;

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** Lets people in by their address, who cannot sign in. */
@Injectable()
export class WaysIn {
  constructor(
    private readonly config: ServiceConfig,
    private readonly journal: Journal,
    private readonly keeper: VaultKeeper,
    private readonly vault: VaultReader,
    private readonly addresses: Addresses,
    private readonly sessions: SessionTokens,
  ) {}

  /** Has a link sent to the address, whoever that is; of several who ask at once, for one. Who was sent enough lately is sent nothing more. */
  async ask(email: string, language: string): Promise<void> {
    const addressMark = this.addresses.markOf(email);
    await this.journal.decide(async (tx) => {
      const asked = await askedFor(tx, addressMark);
      if (asked === undefined) return { answer: undefined };
      if (asked >= mostPerHour && this.config.rateLimits === 'on') return { answer: undefined };
      const [id, eventId, token] = [randomUUIDv7(), randomUUIDv7(), randomBytes(32).toString('base64url')];
      const until = new Date(Date.now() + linkMinutes * 60_000);
      const words: WayInWords = { email, token };
      const sealed = seal(await this.keeper.issue(tx, id), eventId, words);
      await rememberWayIn(tx, { id, tokenHash: hashOf(token), addressMark, eventId, sealed, until });
      const cause = { subject: id, correlationid: id };
      const data = { until: until.toISOString(), language, sealed };
      return { answer: undefined, say: [say(WayInRequested, cause, data, { id: eventId })] };
    });
  }

  /** Lets the bearer of a link's token in, once. Throws a 401 problem when it is over, was used, never was, or does not open. */
  async enter(token: string): Promise<SessionView> {
    const sealed = await this.journal.decide(async (tx) => ({ answer: await useWayIn(tx, hashOf(token)) }));
    const words = sealed && (await this.open(sealed));
    if (!words) throw Problem.unauthenticated('This link is over, or was used before. Ask for a new one.');
    return this.sessions.issue(words.email);
  }

  private async open({ complaintId: id, eventId, sealed }: SealedWords): Promise<WayInWords | undefined> {
    const opened = await openWords([{ id, timeline: [{ id: eventId, sealed }] }], this.vault);
    return opened.get(eventId) as WayInWords | undefined;
  }

  /** Forgets who asked when it is over, and makes their words unreadable wherever they lie. */
  async forget(): Promise<void> {
    await this.journal.decide(async (tx) => {
      await this.keeper.forget(tx, await forgetWaysIn(tx));
      return { answer: undefined };
    });
  }
}

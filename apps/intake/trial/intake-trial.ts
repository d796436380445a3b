import { afterAll, beforeAll } from '@jest/globals';
import { type JournalEvent, readEvent } from '@redress/contracts';
import {
  type Claims,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { seal, VaultReader } from '@redress/vault';
import { Channel } from './channel.js';
import { type HostedIntake, hostIntake, type Surroundings } from './hosted-intake.js';

/** What an int-spec of the intake works with, from before its first test to after its last. */
export class IntakeTrial {
  database: TestDatabase;
  broker: TestBroker;
  issuer: TestIssuer;
  channel: Channel;
  /** Started when the file wants one. */
  intake: HostedIntake;
  private readonly tokens = new Map<string, string>();
  private readonly said = new Map<string, number>();

  async open(): Promise<void> {
    [this.database, this.broker, this.issuer] = await Promise.all([
      makeTestDatabase(),
      makeTestBroker(),
      makeTestIssuer(),
    ]);
    this.channel = new Channel(this.broker);
  }

  async close(): Promise<void> {
    await this.intake?.service.stop();
    await Promise.all([this.database?.drop(), this.broker?.drop(), this.issuer?.drop()]);
  }

  get surroundings(): Surroundings {
    const { brokers, prefix: topicPrefix } = this.broker;
    return { issuer: this.issuer.url, databaseUrl: this.database.urlOf('intake'), brokers, topicPrefix };
  }

  /** The token of a person with one role, the same every time. */
  async tokenOf(sub: string, role = 'customer', claims: Partial<Claims> = {}): Promise<string> {
    const known = this.tokens.get(sub) ?? (await this.issuer.tokenFor(sub, { roles: [role], ...claims }));
    this.tokens.set(sub, known);
    return known;
  }

  /** Says events as other services would, each with the next number of its speaker, and its words sealed. */
  async hear(...events: JournalEvent<object>[]): Promise<void> {
    const said = events.map(async (event) => ({
      ...event,
      data: await this.sealed(event),
      sourceseq: this.nextNumber(event),
    }));
    await this.broker.say(...(await Promise.all(said)));
  }

  /** What lies on the journal of a complaint, in order. */
  async journalOf(complaintId: unknown): Promise<JournalEvent[]> {
    const records = await this.broker.read('complaints');
    return records.filter(({ key }) => key === complaintId).map(({ value }) => readEvent(value ?? ''));
  }

  /** Waits until so much lies on the journal of a complaint. */
  onJournal(complaintId: unknown, count = 1): Promise<JournalEvent[]> {
    return eventually(`${count} events on the journal`, async () => {
      const events = await this.journalOf(complaintId);
      return events.length >= count && events;
    });
  }

  /** The complaint as its customer sees it, once the last entry of its timeline is of this type and not pending. */
  heard(token: string, name: string, type: string): Promise<ComplaintView> {
    return eventually(`${type} to be heard`, async () => {
      const { body } = await this.intake.ask<ComplaintView>(`/v1/complaints/${name}`, token);
      const last = body.timeline?.at(-1);
      return last?.type === type && last.effect !== 'pending' && body;
    });
  }

  /** The complaint as its customer sees it, once so many entries are in its timeline and none is pending. */
  settled(token: string, name: string, count: number): Promise<ComplaintView> {
    return eventually(`${count} entries to be heard`, async () => {
      const { body } = await this.intake.ask<ComplaintView>(`/v1/complaints/${name}`, token);
      return body.timeline?.length === count && body.timeline.every(({ effect }) => effect !== 'pending') && body;
    });
  }

  private async sealed({ id, subject, data }: JournalEvent<object>): Promise<object> {
    if (!('sealed' in data)) return data;
    const key = await this.intake.service.app.get(VaultReader).find(subject);
    if (!key) throw new Error(`complaint ${subject} has no key`);
    return { ...data, sealed: seal(key, id, { text: 'Слова специалиста' }) };
  }

  private nextNumber({ subject, source }: JournalEvent): number {
    const next = (this.said.get(`${subject} ${source}`) ?? 0) + 1;
    this.said.set(`${subject} ${source}`, next);
    return next;
  }
}

/** Has a trial opened before the file's tests and closed after them; `started`: with an intake. */
export function intakeTrial({ started = true }: { started?: boolean } = {}): IntakeTrial {
  const trial = new IntakeTrial();
  beforeAll(async () => {
    await trial.open();
    if (started) trial.intake = await hostIntake(trial.surroundings);
  });
  afterAll(() => trial.close());
  return trial;
}

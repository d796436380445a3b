import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Asked, Problem } from '@redress/bootstrap';
import { type EventClass, type MessageWords } from '@redress/contracts';
import type { ComplaintState } from '@redress/lifecycle';
import {
  type Decision,
  firstAnswer,
  Journal,
  lockComplaint,
  type RequestKey,
  requestKeyOf,
  type Saying,
  say,
  type Transaction,
  takeKey,
} from '@redress/messaging';
import { type ComplaintView, Timelines } from '@redress/timeline';
import { ComplaintBox, seal, VaultKeeper, VaultReader } from '@redress/vault';
import type { DataSource } from 'typeorm';
import { type CustomerAct, objection } from './domain/customer-acts.js';
import { ShowComplaints } from './show-complaints.js';
import { FindComplaints } from './storage/find-complaints.js';
import { referenceOfFollowing } from './storage/own-complaint.js';

/** What an act says of its complaint. */
export interface Said<Data extends object = object> {
  event: EventClass<Data>;
  facts: Omit<Data, 'sealed'>;
  /** To be sealed. */
  words?: MessageWords;
}

/** What an act comes to: about which complaint, and what has to be done for it. */
export interface Outcome {
  complaintId: string;
  carryOut(tx: Transaction): Promise<Saying[]>;
}

/** What has a complaint worked on again: not beside the one that continues it. */
const beginsAnew: ReadonlySet<CustomerAct> = new Set(['reopen', 'escalate']);

/** Decides what an act comes to, when the complaint's state allows it. */
type Judge = (complaintId: string, state: ComplaintState) => Outcome;

/** A customer's acts on a complaint: one at a time, each once per key, on what is known of it at that moment. */
@Injectable()
export class ActOnComplaint {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly complaints: FindComplaints,
    private readonly timelines: Timelines,
    private readonly show: ShowComplaints,
    private readonly keeper: VaultKeeper,
    private readonly vault: VaultReader,
  ) {}

  /** Says what follows from the complaint's state. Answers after COMMIT with the complaint, what was said on top. */
  say<Data extends object>(asked: Asked, act: CustomerAct, following: (state: ComplaintState) => Said<Data>) {
    return this.judge(asked, act, (complaintId, state) => ({
      complaintId,
      carryOut: (tx) => this.sealed(tx, complaintId, following(state)),
    }));
  }

  /**
   * Lets a judge decide what the act comes to. Answers as `say` does; asked again under the same key, with that very
   * answer. Throws 404 for another's complaint, 409 when its state does not allow it.
   */
  async judge(asked: Asked, act: CustomerAct, judge: Judge): Promise<ComplaintView> {
    const { name, actor, key, body, language } = asked;
    const id = await this.complaints.one(actor, name);
    const requestKey = requestKeyOf(actor.sub, key, { act, complaint: id, body });
    const about = await this.journal.decide((tx) => this.decide(tx, { id, act, requestKey, judge }));
    const box = new ComplaintBox(this.vault, about);
    return firstAnswer(this.dataSource, requestKey, box, () => this.show.one(about, language));
  }

  /** What is said, its words sealed. Throws 409 when they cannot be: the complaint was erased. */
  async sealed<Data extends object>(
    tx: Transaction,
    complaintId: string,
    { event, facts, words }: Said<Data>,
  ): Promise<Saying[]> {
    const id = randomUUIDv7();
    const cause = { subject: complaintId, correlationid: complaintId };
    if (!words) return [say(event, cause, facts as Data, { id })];
    const key = await this.keeper.find(tx, complaintId);
    if (!key) throw Problem.wrongState('The words of this complaint were erased. Submit a new complaint.');
    return [say(event, cause, { ...facts, sealed: seal(key, id, words) } as unknown as Data, { id })];
  }

  private async decide(
    tx: Transaction,
    { id, act, requestKey, judge }: { id: string; act: CustomerAct; requestKey?: RequestKey; judge: Judge },
  ): Promise<Decision<string>> {
    await lockComplaint(tx, id);
    const [known] = await this.timelines.of([id], tx);
    if (!known?.state) throw Problem.unavailable('The complaint is being read back from the journal. Try again.');
    const { complaintId, carryOut } = judge(id, known.state);
    const before = await takeKey(tx, requestKey, complaintId);
    if (before) return { answer: before };
    const objected = objection(known.state, act);
    if (objected) throw Problem.wrongState(objected);
    if (beginsAnew.has(act)) await refuseFollowed(tx, id);
    return { answer: complaintId, say: await carryOut(tx) };
  }
}

/** The complaint is locked: of two calls at once the second one finds what the first one made. */
async function refuseFollowed(tx: Transaction, complaintId: string): Promise<void> {
  const reference = await referenceOfFollowing(tx, complaintId);
  if (!reference) return;
  throw Problem.wrongState(`The complaint goes on as ${reference}, which follows it. Write there, or reopen that one.`);
}

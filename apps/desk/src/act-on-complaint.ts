import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Asked, type Principal, Problem } from '@redress/bootstrap';
import type { EventClass, MessageWords, ReasonWords } from '@redress/contracts';
import type { ComplaintState } from '@redress/lifecycle';
import {
  type Decision,
  type EventSaying,
  firstAnswer,
  Journal,
  lockComplaint,
  type RequestKey,
  requestKeyOf,
  say,
  type Transaction,
  takeKey,
} from '@redress/messaging';
import { Timelines } from '@redress/timeline';
import { ComplaintBox, seal, VaultReader } from '@redress/vault';
import type { DataSource } from 'typeorm';
import type { DeskComplaintView } from './desk-complaint.view.js';
import { objection } from './domain/objection.js';
import { type Actor, mayAct } from './domain/rights.js';
import { FindComplaint } from './find-complaint.js';
import { ShowComplaints } from './show-complaints.js';
import { recordReading } from './storage/record-reading.js';

/** What an act says of its complaint. */
export interface Said<Data extends object = object> {
  event: EventClass<Data>;
  facts: Omit<Data, 'sealed'>;
  /** To be sealed. */
  words?: MessageWords | ReasonWords;
}

/** One kind of act. */
export interface Act<Data extends object = object> {
  /** As the call is named. */
  name: string;
  /** Whether somebody who sees the complaint may do this to it; absent: who works on it. */
  may?: (actor: Actor, state: ComplaintState) => boolean;
  /** What follows, given the complaint and the id of the event to say; what it asks the database, it asks in `tx`. */
  following: (
    state: ComplaintState,
    complaintId: string,
    eventId: string,
    tx: Transaction,
  ) => Said<Data> | Promise<Said<Data>>;
}

/** Acts of staff on a complaint: one at a time, each once per key, on what is known of it at that moment. */
@Injectable()
export class ActOnComplaint {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly complaints: FindComplaint,
    private readonly timelines: Timelines,
    private readonly show: ShowComplaints,
    private readonly vault: VaultReader,
  ) {}

  /**
   * Says what the act comes to, and answers after COMMIT with the complaint, what was said on top; asked again
   * under the same key, with that very answer, even when the actor sees the complaint no longer. It shows the words: before
   * it is given, the actor is written down as a reader. What was not done before throws 404 when the actor may not see the
   * complaint, 403 when the actor may not do this to it, 409 when its state does not allow it.
   */
  async act<Data extends object>(asked: Asked, act: Act<Data>): Promise<DeskComplaintView> {
    const { name, actor, body, key, language } = asked;
    const id = await this.complaints.named(name);
    const requestKey = requestKeyOf(actor.sub, key, { act: act.name, complaint: id, body });
    const box = new ComplaintBox(this.vault, id);
    const shown = await this.journal.decide(async (tx): Promise<Decision<DeskComplaintView>> => {
      const isDone = await this.isDone(tx, id, actor, requestKey);
      const say = isDone ? [] : [await this.decide(tx, id, actor, act)];
      const show = async () => {
        if (isDone) await this.complaints.one(actor, id, tx);
        return this.show.one(id, language, tx);
      };
      return { answer: () => firstAnswer(tx, requestKey, box, show), say };
    });
    await recordReading(this.dataSource, actor.sub, 'opened', [id]);
    return shown;
  }

  /** Whether just this was done under its key before. If not, throws 404 when the actor may not see the complaint. */
  private async isDone(tx: Transaction, id: string, actor: Principal, key: RequestKey | undefined): Promise<boolean> {
    try {
      if (await takeKey(tx, key, id)) return true;
    } catch (error) {
      // A key used for something else tells nobody that there is a complaint which they may not see.
      if (error instanceof Problem) await this.complaints.one(actor, id, tx);
      throw error;
    }
    await this.complaints.one(actor, id, tx);
    return false;
  }

  private async decide<Data extends object>(
    tx: Transaction,
    id: string,
    actor: Principal,
    { may = mayAct, following }: Act<Data>,
  ): Promise<EventSaying> {
    await lockComplaint(tx, id);
    const [known] = await this.timelines.of([id], tx);
    if (!known?.state) throw Problem.unavailable('The complaint is being read back from the journal. Try again.');
    if (!may(actor, known.state)) {
      throw Problem.forbidden('You may read this complaint; whoever holds it, a senior or a lead works on it.');
    }
    const eventId = randomUUIDv7();
    const { event, facts, words } = await following(known.state, id, eventId, tx);
    const data = { ...facts, ...(words && { sealed: await this.sealed(id, eventId, words) }) } as unknown as Data;
    const objected = objection(id, known.state, { event, data }, new Date());
    if (objected) throw new Problem(objected.code, objected.detail);
    return say(event, { subject: id, correlationid: id }, data, { id: eventId });
  }

  /** Throws 409 when the words cannot be sealed: the complaint was erased. */
  private async sealed(complaintId: string, eventId: string, words: object): Promise<string> {
    const key = await this.vault.find(complaintId);
    if (!key) throw Problem.wrongState('The words of this complaint were erased: nothing more is written to it.');
    return seal(key, eventId, words);
  }
}

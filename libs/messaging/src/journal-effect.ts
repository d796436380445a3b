import { eventOfType, readEvent, type Service, UnreadableEvent } from '@redress/contracts';
import type { Met } from './fate.js';
import type { JournalRecord } from './gather.js';
import type { Handlers } from './handlers.js';
import { hear, heardBefore } from './heard.js';
import type { Heard, Transaction } from './hears.js';
import { Outbox } from './outbox.js';
import { park, parkedComplaints } from './park.js';
import { type Effect, headerType, met } from './take-chunk.js';

interface Read {
  record: JournalRecord;
  event: Heard;
}

/** The journal's effect on a service: what is new to it → its handlers → its tables and, unless silent, its outbox. */
export class JournalEffect implements Effect {
  private readonly outbox: Outbox;

  constructor(
    private readonly service: Service,
    private readonly handlers: Handlers,
    private readonly manner: { silent?: boolean } = {},
  ) {
    this.outbox = new Outbox(service);
  }

  /** By its header: what this service hears, or says itself. Without one, the record must be read to know. */
  concerns(record: JournalRecord): boolean {
    const type = headerType(record);
    return type === undefined || this.isOfOurs(type) || isOtherVersionOf(type, (known) => this.isOfOurs(known));
  }

  async apply(tx: Transaction, records: JournalRecord[]): Promise<Met[]> {
    const fates: Met[] = [];
    const read = records.flatMap((record) => this.read(record, fates));
    const parked = await parkedComplaints(tx, [...new Set(read.map(({ event }) => event.subject))]);
    fates.push(
      ...(await this.parkBehind(
        tx,
        read.filter(({ event }) => parked.has(event.subject)),
      )),
    );
    const open = read.filter(({ event }) => !parked.has(event.subject));
    if (open.length > 0) fates.push(...(await this.take(tx, open)));
    return fates;
  }

  /** Puts events of parked complaints behind what is parked; what was heard before, even since, stays a duplicate. */
  private async parkBehind(tx: Transaction, read: Read[]): Promise<Met[]> {
    const old = await heardBefore(
      tx,
      read.map(({ event }) => event),
    );
    const fates: Met[] = [];
    for (const { record, event } of read) {
      if (old.has(event)) fates.push(met(record, 'duplicate', event.type));
      else if (await park(tx, record, 'behind', 'an earlier event of this complaint is parked')) {
        fates.push(met(record, 'behind', event.type));
      }
    }
    return fates;
  }

  /** Takes one record that was parked. Throws when it still cannot be taken, or when its mending would be passed by. */
  async retake(tx: Transaction, record: JournalRecord): Promise<void> {
    const fates: Met[] = [];
    const read = this.read(record, fates);
    if (read.length > 0) fates.push(...(await this.take(tx, read)));
    const passedBy = fates.find(({ fate }) => fate !== 'done');
    if (record.triedOut && passedBy) throw new UnreadableEvent('invalid', whyPassedBy(passedBy));
  }

  private async take(tx: Transaction, read: Read[]): Promise<Met[]> {
    const { fresh, duplicates, contradictions } = await hear(
      tx,
      read.map(({ event }) => event),
    );
    await this.outbox.catchUp(
      tx,
      fresh.filter((event) => event.source === this.service),
    );
    const said = fresh.length > 0 ? await this.handlers.handle(fresh, tx) : [];
    if (!this.manner.silent) await this.outbox.store(tx, said);
    return [
      ...fresh.map(({ type, partition, time }) => ({ type, partition, time, fate: 'done' as const })),
      ...duplicates.map(({ type, partition }) => ({ type, partition, fate: 'duplicate' as const })),
      ...contradictions.map(({ type, partition }) => ({ type, partition, fate: 'contradicted' as const })),
    ];
  }

  /** Unknown types and wrong sources are passed by; what should be readable and is not, throws. */
  private read(record: JournalRecord, fates: Met[]): Read[] {
    try {
      const event = readEvent(record.value ?? '');
      if (!this.isOfOurs(event.type)) {
        fates.push(met(record, 'skipped', event.type));
        return [];
      }
      if (record.key?.toString() !== event.subject) throw new UnreadableEvent('invalid', 'key and subject differ');
      return [{ record, event: { ...event, partition: record.partition, offset: record.offset } }];
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
      if (error.code !== 'unknown-type' && error.code !== 'wrong-source') throw error;
      const named = headerType(record);
      if (error.code === 'unknown-type' && named && eventOfType(named)) {
        throw new UnreadableEvent('invalid', 'its type is not the one that its header names');
      }
      fates.push(met(record, error.code === 'unknown-type' ? 'unknown' : 'wrong-source'));
      return [];
    }
  }

  private isOfOurs(type: string): boolean {
    return this.handlers.hears(type) || eventOfType(type)?.saidBy === this.service;
  }
}

function whyPassedBy({ fate }: Met): string {
  if (fate !== 'duplicate' && fate !== 'contradicted') return `nothing here takes it (${fate})`;
  return 'its sourceseq, or a later one, was heard before: nothing would take it; when nothing is missing, discard it';
}

/** Whether it is an event we know, in a version we do not. */
function isOtherVersionOf(type: string, known: (type: string) => boolean): boolean {
  const name = /^(redress\.[a-z-]+)\.v\d+$/.exec(type)?.[1];
  return name !== undefined && eventOfType(type) === undefined && known(`${name}.v1`);
}

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Gauge, Registry } from 'prom-client';
import { Problem } from '../edge/problem.js';
import { Bell } from './bell.js';
import { EventStream, type StreamSource } from './event-stream.js';
import { Turns } from './turns.js';

/** Who reads, from where on, and until when. */
export interface Reader {
  sub: string;
  /** Milliseconds since the epoch: when the reader's token is over. */
  until: number;
  /** Its `Last-Event-ID`. */
  after: string | undefined;
}

/** Streams of one person, and of everybody, that one process keeps open. */
const perPerson = 30;
const inAll = 2_000;
const heartbeat = 15_000;
const patience = 30_000;
/** Reads at a time: the rest of the service's connections are for others. */
const readsAtOnce = 4;
const longestTimer = 2 ** 31 - 1;

/** The streams that this process has open. */
@Injectable()
export class OpenStreams implements OnModuleDestroy {
  private readonly open = new Map<EventStream, Reader>();
  private readonly turns = new Turns(readsAtOnce);
  private beating: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(
    private readonly modules: ModuleRef,
    registry: Registry,
  ) {
    const { open } = this;
    new Gauge({
      name: 'redress_open_streams',
      help: 'Streams of entries that readers have open',
      registers: [registry],
      collect() {
        this.set(open.size);
      },
    });
  }

  /**
   * Opens a stream, or throws what refuses it: 429 when the reader has too many open, 503 when all have or the service
   * stops, and whatever the source's first read throws.
   */
  async add(source: StreamSource, reader: Reader): Promise<EventStream> {
    this.refuse(reader);
    const { after } = reader;
    const stream = new EventStream({ source, after, patience, inTurn: (work) => this.turns.take(work) });
    const unsubscribe = this.modules.get(Bell, { strict: false }).subscribe(source.key, () => stream.wake());
    const over = setTimeout(() => stream.end(), Math.min(reader.until - Date.now(), longestTimer));
    this.open.set(stream, reader);
    this.beating ??= setInterval(() => this.beat(), heartbeat).unref();
    stream.body.once('close', () => {
      clearTimeout(over);
      unsubscribe();
      this.open.delete(stream);
    });
    try {
      await stream.open();
    } catch (error) {
      stream.body.destroy();
      throw error;
    }
    return stream;
  }

  /** Ends every stream and takes no more: the service stops. */
  endAll(): void {
    this.isClosing = true;
    for (const stream of this.open.keys()) stream.end();
  }

  onModuleDestroy(): void {
    this.endAll();
    clearInterval(this.beating);
  }

  private refuse({ sub }: Reader): void {
    if (this.isClosing) throw Problem.unavailable('The service is stopping. Open the stream again in a moment.');
    if (this.open.size >= inAll) throw Problem.unavailable('Too many streams are open at the moment. Try again.');
    const own = [...this.open.values()].filter((reader) => reader.sub === sub);
    if (own.length >= perPerson)
      throw Problem.rateLimited(`You have ${perPerson} streams open. Close one of them first.`);
  }

  private beat(): void {
    for (const stream of this.open.keys()) stream.beat();
  }
}

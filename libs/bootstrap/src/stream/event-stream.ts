import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { isUnavailable } from '../edge/unavailable.js';

/** One entry as a reader gets it. */
export interface StreamEntry {
  /** What a reader sends as `Last-Event-ID` to go on after this one. */
  id: string;
  /** Its kind, kebab case. */
  event: string;
  /** Sent as JSON. */
  data: object;
}

/** What a stream is made of. */
export interface StreamSource {
  /** The stream looks for more whenever this is rung (see `ring`). */
  key: string;
  /**
   * All entries after this one in their order, or all there are when it is absent or unknown. What it throws the first
   * time is answered like any refusal. Later the stream waits for a database that is away, and ends for any other error:
   * so it may ask every time whether the reader may still see them.
   */
  read(after: string | undefined): Promise<StreamEntry[]>;
}

export interface StreamOptions {
  source: StreamSource;
  /** The reader's `Last-Event-ID`. */
  after: string | undefined;
  /** Milliseconds that a reader may leave what was sent unread. */
  patience: number;
  /** Lets reads happen in turns, so that many streams leave others room in the database. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Milliseconds until a read that found the database away is tried again. */
const pause = 1_000;

const frame = ({ id, event, data }: StreamEntry): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** One reader's open stream: every entry once, in order. */
export class EventStream {
  /** What the reader gets. Destroyed when the reader leaves; then nothing is read any more. */
  readonly body = new PassThrough();
  private after: string | undefined;
  private isRung = false;
  /** From the start: what is rung during the first read waits for it. */
  private isBusy = true;

  constructor(private readonly options: StreamOptions) {
    this.after = options.after;
    this.body.on('error', () => {}); // a reader who leaves is no error of ours
  }

  /** Makes the first read; what it throws is the answer. */
  async open(): Promise<void> {
    const entries = await this.read();
    this.body.write('retry: 2000\n\n');
    void this.sendOn(entries);
  }

  /** There may be more. */
  wake(): void {
    this.isRung = true;
    if (!this.isBusy) void this.sendOn([]);
  }

  /** Tells whatever lies between that the stream is alive. A reader whose entries wait has no need of it. */
  beat(): void {
    if (this.isOpen && !this.body.writableNeedDrain) this.body.write(': still here\n\n');
  }

  /** Ends it in order: the reader comes back with its `Last-Event-ID`. */
  end(): void {
    if (this.body.writableNeedDrain) this.body.destroy();
    else this.body.end();
  }

  private get isOpen(): boolean {
    return !this.body.writableEnded && !this.body.destroyed;
  }

  private read() {
    return this.options.inTurn(() => this.options.source.read(this.after));
  }

  private async sendOn(first: StreamEntry[]): Promise<void> {
    this.isBusy = true;
    try {
      await this.send(first);
      while (this.isRung && this.isOpen) {
        this.isRung = false;
        await this.send(await this.read().catch((error: unknown) => this.waitOut(error)));
      }
    } catch {
      this.end();
    } finally {
      this.isBusy = false;
    }
  }

  private async waitOut(error: unknown): Promise<StreamEntry[]> {
    if (!isUnavailable(error)) throw error;
    await delay(pause, undefined, { ref: false });
    this.isRung = true;
    return [];
  }

  private async send(entries: StreamEntry[]): Promise<void> {
    for (const entry of entries) {
      if (!this.isOpen) return;
      this.after = entry.id;
      if (!this.body.write(frame(entry))) await this.untilRead();
    }
  }

  /** A reader that does not read is cut off: what waits for it takes room. */
  private untilRead(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.body.destroy(), this.options.patience);
      const goOn = () => {
        clearTimeout(timer);
        this.body.off('drain', goOn).off('close', goOn);
        resolve();
      };
      this.body.on('drain', goOn).on('close', goOn);
    });
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../../edges/src/ground/ask.js';
import type { Ground } from '../../../edges/src/ground/ground.js';
import { type Figures, figuresOf } from '../figures.js';
import { type Conversation, post, type Side, setScene } from './scene.js';

export interface MeasureOptions {
  streams: number;
  messages: number;
  /** Messages a second. */
  rate: number;
  seed: number;
  say(line: string): void;
  signal: AbortSignal;
}

export interface Measured {
  streams: number;
  /** From before a message is sent until the other side's stream has it. */
  toStaff: Figures;
  toCustomer: Figures;
  /** From before it is sent until it is answered. */
  written: Figures;
  /** Asking for something that costs nothing, in the same run. */
  plain: Figures;
  lost: number;
  repeated: number;
}

interface Message {
  from: Side;
  sentAt: number;
  /** When it was there, each time. */
  arrivals: number[];
}

const warmUp = 20;
/** Milliseconds that the last ones have. */
const patience = 10_000;
const nameIn = /message (\d+) of the bench/;

/** Writes messages at a steady pace, whether earlier ones have arrived or not, and notes when the other side has them. */
class Bench {
  readonly messages: Message[] = [];
  readonly written: number[] = [];
  readonly plain: number[] = [];

  constructor(private readonly ground: Ground) {}

  arrived(side: Side, data: string): void {
    const at = performance.now();
    const message = this.messages[Number(nameIn.exec(data)?.[1] ?? Number.NaN)];
    if (message && message.from !== side) message.arrivals.push(at);
  }

  async write({ complaint, tokens }: Conversation, from: Side): Promise<void> {
    const text = `message ${this.messages.length} of the bench`;
    const sentAt = performance.now();
    this.messages.push({ from, sentAt, arrivals: [] });
    await post(this.ground, from, tokens[from], `/v1/complaints/${complaint}/messages`, { text });
    this.written.push(performance.now() - sentAt);
  }

  async askPlainly(): Promise<void> {
    const sentAt = performance.now();
    await ask({ url: this.ground.services.desk ?? '', method: 'GET', path: '/health/live' });
    this.plain.push(performance.now() - sentAt);
  }

  get allArrived(): boolean {
    return this.messages.every(({ arrivals }) => arrivals.length > 0);
  }

  from(side: Side): Figures {
    const of = this.messages.slice(warmUp).filter((message) => message.from === side);
    return figuresOf(of.flatMap(({ sentAt, arrivals: [first] }) => (first === undefined ? [] : [first - sentAt])));
  }
}

/** Choices that are the same again with the same seed. */
function chooser(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state = (state * 48_271) % 0x7fffffff;
    return state % below;
  };
}

async function keepPace(bench: Bench, conversations: Conversation[], options: MeasureOptions): Promise<void> {
  const choose = chooser(options.seed);
  const running: Promise<void>[] = [];
  const begin = performance.now();
  for (let nth = 0; nth < options.messages + warmUp && !options.signal.aborted; nth += 1) {
    const conversation = conversations[choose(conversations.length)];
    if (conversation) running.push(bench.write(conversation, nth % 2 === 0 ? 'customer' : 'staff'));
    running.push(bench.askPlainly());
    const due = begin + ((nth + 1) * 1000) / options.rate;
    await pause(Math.max(0, due - performance.now()));
  }
  await Promise.all(running);
}

/** Opens the streams, has messages written at a steady pace and says how long they took. */
export async function measureStreams(ground: Ground, options: MeasureOptions): Promise<Measured> {
  const bench = new Bench(ground);
  const mark = `${options.seed}-${Date.now() % 100_000}`;
  const scene = await setScene(ground, options.streams, mark, (side, data) => bench.arrived(side, data));
  options.say(`${scene.streams.length} streams are open; ${options.messages} messages, ${options.rate} a second`);
  try {
    await keepPace(bench, scene.conversations, options);
    const deadline = performance.now() + patience;
    while (!bench.allArrived && performance.now() < deadline) await pause(50);
  } finally {
    for (const stream of scene.streams) stream.close();
  }
  return {
    streams: scene.streams.length,
    toStaff: bench.from('customer'),
    toCustomer: bench.from('staff'),
    written: figuresOf(bench.written.slice(warmUp)),
    plain: figuresOf(bench.plain.slice(warmUp)),
    lost: bench.messages.filter(({ arrivals }) => arrivals.length === 0).length,
    repeated: bench.messages.filter(({ arrivals }) => arrivals.length > 1).length,
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Producer } from 'kafkajs';
import type { Verdict } from './told.js';

export interface ChannelOptions {
  producer: Producer;
  /** `submissions`, with the deployment's prefix. */
  topic: string;
  /** Where intake is now. */
  intake: () => string;
  /** The channel's own. */
  token: () => string;
  signal: AbortSignal;
}

export const channelName = 'site';
const retries = 60;
const retryMs = 400;
const patienceMs = 8_000;

/** The platform's own site, which sends what customers told it. Whatever is not answered is sent again, byte for byte. */
export class Channel {
  constructor(private readonly options: ChannelOptions) {}

  /** True when the broker has taken the record; else it may be there or not. */
  async send(key: string, value: string): Promise<boolean> {
    const { producer, topic } = this.options;
    const taken = await this.untilAnswered(async () => {
      await producer.send({ topic, acks: -1, messages: [{ key, value }] });
      return true;
    });
    return taken ?? false;
  }

  /** One verdict per line, in order; `undefined`: never answered. */
  async sendBatch(lines: string[]): Promise<Verdict[] | undefined> {
    const { intake, token } = this.options;
    return this.untilAnswered(async () => {
      const response = await fetch(`${intake()}/v1/complaints/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token()}` },
        body: lines.map((line) => `${line}\n`).join(''),
        signal: AbortSignal.timeout(patienceMs),
      });
      const text = await response.text();
      if (response.status >= 500) return undefined;
      if (!response.ok) return lines.map(() => ({ verdict: `status ${response.status}`, reasons: [] }));
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Verdict]));
    });
  }

  private async untilAnswered<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
    for (let asked = 0; asked < retries && !this.options.signal.aborted; asked += 1) {
      const answer = await ask().catch(() => undefined);
      if (answer !== undefined) return answer;
      await pause(retryMs, undefined, { signal: this.options.signal }).catch(() => undefined);
    }
    return undefined;
  }
}

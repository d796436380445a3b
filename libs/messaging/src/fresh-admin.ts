import type { Admin } from 'kafkajs';
import { kafkaClient } from './kafka-client.js';
import type { MessagingSettings } from './settings.js';

/** Asks the broker about itself; after a question that failed or took too long, the next is asked over a new connection. */
export class FreshAdmin {
  private connected?: Promise<Admin>;

  constructor(private readonly settings: MessagingSettings) {}

  /** The answer, within `ms`: kafkajs can wait for a broker that died without an end. */
  async ask<T>(question: (admin: Admin) => Promise<T>, ms: number): Promise<T> {
    this.connected ??= this.connect();
    const current = this.connected;
    try {
      return await within(current.then(question), ms);
    } catch (error) {
      if (this.connected === current) this.connected = undefined;
      void disconnect(current);
      throw error;
    }
  }

  async close(): Promise<void> {
    const current = this.connected;
    this.connected = undefined;
    if (current) await disconnect(current);
  }

  private async connect(): Promise<Admin> {
    const admin = kafkaClient(this.settings).admin({ retry: { retries: 1 } });
    await admin.connect();
    return admin;
  }
}

async function disconnect(connected: Promise<Admin>): Promise<void> {
  await within(
    connected.then((admin) => admin.disconnect()),
    2_000,
  ).catch(() => undefined);
}

/** The answer, or a rejection when it takes longer. */
export async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the broker did not answer in time')), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

import type { SubmissionVerdictDocument } from '@redress/contracts';
import { eventually, type TestBroker } from '@redress/testing';

type Value = object | string | Buffer | null;

const bytesOf = (value: Value) =>
  value === null || Buffer.isBuffer(value)
    ? value
    : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

/** The channel `site`, as specs send for it and wait for its verdicts. */
export class Channel {
  private numbers = 0;

  constructor(private readonly broker: TestBroker) {}

  /** An id that it never used. */
  newId(): string {
    this.numbers += 1;
    return `n${this.numbers}`;
  }

  /** A sound submission, but for the change. */
  submission(id: string, change: object = {}) {
    return {
      specversion: 1,
      channel: 'site',
      id,
      customer: { id: 'anna' },
      text: 'Вывод висит третий день',
      ...change,
    };
  }

  /** Sends records under one key: objects as JSON, text and bytes as they are. */
  send(key: string | Buffer | null, ...values: Value[]): Promise<void> {
    return this.broker.produce(
      'submissions',
      values.map((value) => ({ key, value: bytesOf(value) })),
    );
  }

  /** What was said under a key up to now. */
  async said(key: string): Promise<SubmissionVerdictDocument[]> {
    const records = await this.broker.read('submission-verdicts');
    return records.filter((one) => one.key === key).map(({ value }) => JSON.parse(value ?? ''));
  }

  verdicts(key: string, count: number): Promise<SubmissionVerdictDocument[]> {
    return eventually(`${count} verdicts under ${key}`, async () => {
      const found = await this.said(key);
      return found.length === count && found;
    });
  }

  /** Sends one record, and waits for its verdict. */
  async verdictOn(key: string, value: Value): Promise<SubmissionVerdictDocument> {
    await this.send(key, value);
    return (await this.verdicts(key, 1))[0] as SubmissionVerdictDocument;
  }
}

import type { Socket } from 'node:net';
import pg from 'pg';

type Query = (...parts: unknown[]) => unknown;

/**
 * A connection that takes nobody down with it. PostgreSQL may end it at any moment, and without a listener that would end
 * the process; whoever uses it learns of it by the failing query. After a query that got no answer it is given up: the
 * next one would wait behind it.
 */
export class DatabaseClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
    const ask = super.query.bind(this) as Query;
    this.query = ((...parts: unknown[]) => {
      const answer = ask(...parts);
      return answer instanceof Promise ? answer.catch((error: Error) => this.giveUpAfter(error)) : answer;
    }) as typeof this.query;
  }

  /** The pool must know that it is gone before whoever asked can give it back. */
  private async giveUpAfter(error: Error): Promise<never> {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    if (error.message === 'Query read timeout' && !stream.destroyed) {
      const ended = new Promise((resolve) => this.once('end', () => resolve(undefined)));
      stream.destroy();
      await ended;
    }
    throw error;
  }
}

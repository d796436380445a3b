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
      if (answer instanceof Promise) answer.catch((error: Error) => this.giveUpAfter(error));
      return answer;
    }) as typeof this.query;
  }

  private giveUpAfter(error: Error): void {
    if (error.message !== 'Query read timeout') return;
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
  }
}

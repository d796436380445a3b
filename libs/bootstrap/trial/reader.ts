import { type IncomingMessage, request } from 'node:http';

/** What a reader of a stream was given. */
export interface ReadEntry {
  id: string;
  event: string;
  data: unknown;
}

function entryOf(frame: string): ReadEntry[] {
  const fields = new Map(
    frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  return id && event && data ? [{ id, event, data: JSON.parse(data) as unknown }] : [];
}

/** Somebody who reads a stream. */
export class StreamReader {
  private text = '';
  private isOver = false;

  private constructor(readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('data', (part: string) => {
      this.text += part;
    });
    for (const end of ['end', 'close', 'error']) answer.on(end, () => (this.isOver = true));
  }

  /** Opens it; resolves with the answer's head, whatever it is. */
  static open(url: string, token: string, headers: Record<string, string> = {}): Promise<StreamReader> {
    return new Promise((resolve, reject) => {
      const asking = request(url, { headers: { authorization: `Bearer ${token}`, ...headers }, agent: false });
      asking.on('response', (answer) => resolve(new StreamReader(answer))).on('error', reject);
      asking.end();
    });
  }

  get status(): number {
    return this.answer.statusCode ?? 0;
  }

  /** All that came, comments too. */
  get raw(): string {
    return this.text;
  }

  /** The whole entries that came. */
  get entries(): ReadEntry[] {
    return this.text.split('\n\n').slice(0, -1).flatMap(entryOf);
  }

  get ids(): string[] {
    return this.entries.map(({ id }) => id);
  }

  get ended(): boolean {
    return this.isOver;
  }

  leave(): void {
    this.answer.destroy();
  }
}

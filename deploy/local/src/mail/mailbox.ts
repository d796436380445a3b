import { randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, ftruncateSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { linesOf } from './lines.js';

const pieceSize = 256 * 1024;
const comma = Buffer.from(',');

/** A mail as it was caught. `from` and `to` are bare addresses, several joined by `, `; `to` is everybody it was sent to. */
export interface Mail {
  id: string;
  /** When it was caught, RFC 3339 in UTC. */
  at: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** By lower-case name; a repeated header's values are joined by `, `. */
  headers: Record<string, string>;
}

/** What is known of a mail without reading it. */
export interface Caught extends Pick<Mail, 'id' | 'at' | 'from' | 'to' | 'subject'> {
  offset: number;
  bytes: number;
}

export interface Wanted {
  /** One address, in any case. */
  to?: string;
  /** Caught at this moment or later. */
  since?: Date;
  /** The first so many. */
  limit?: number;
}

/**
 * Mails in one file, a line of JSON each; only where they lie is kept in memory, so that tens of thousands cost little.
 * A mail that was added survives the end of the process; a last line that was cut is dropped.
 */
export class Mailbox {
  private readonly file: number;
  private readonly caught = new Map<string, Caught>();
  private end = 0;
  private emptied = 0;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'a+', 0o600);
    let whole = 0;
    for (const { line, offset, bytes } of linesOf(this.file)) {
      whole = offset + bytes;
      this.remember(line, offset, bytes);
    }
    ftruncateSync(this.file, whole);
    this.end = whole;
  }

  get size(): number {
    return this.caught.size;
  }

  add(letter: Omit<Mail, 'id' | 'at'>): Mail {
    const mail: Mail = { id: randomUUID(), at: new Date().toISOString(), ...letter };
    const line = Buffer.from(`${JSON.stringify(mail)}\n`);
    this.append(line);
    this.note(mail, this.end, line.length);
    this.end += line.length;
    return mail;
  }

  /** Oldest first. */
  list({ to, since, limit = Number.POSITIVE_INFINITY }: Wanted = {}): Caught[] {
    const found: Caught[] = [];
    const address = to?.trim().toLowerCase() ?? '';
    const from = since?.toISOString() ?? '';
    for (const mail of this.caught.values()) {
      if (found.length >= limit) break;
      if (mail.at < from) continue;
      if (address !== '' && !mail.to.toLowerCase().split(', ').includes(address)) continue;
      found.push(mail);
    }
    return found;
  }

  find(id: string): Mail | undefined {
    const caught = this.caught.get(id);
    return caught && (JSON.parse(this.read(caught).toString('utf8')) as Mail);
  }

  /** The mails as the text of one JSON array, in pieces. Ends early when the mailbox is emptied meanwhile. */
  *json(mails: readonly Caught[]): Generator<Buffer> {
    const emptied = this.emptied;
    let pieces: Buffer[] = [Buffer.from('[')];
    let size = 0;
    for (const [index, mail] of mails.entries()) {
      if (emptied !== this.emptied) break;
      if (index > 0) pieces.push(comma);
      pieces.push(this.read(mail));
      size += mail.bytes;
      if (size < pieceSize) continue;
      yield Buffer.concat(pieces);
      pieces = [];
      size = 0;
    }
    yield Buffer.concat([...pieces, Buffer.from(']\n')]);
  }

  empty(): void {
    ftruncateSync(this.file, 0);
    this.caught.clear();
    this.end = 0;
    this.emptied += 1;
  }

  close(): void {
    closeSync(this.file);
  }

  private append(line: Buffer): void {
    try {
      appendFileSync(this.file, line);
    } catch (error) {
      ftruncateSync(this.file, this.end);
      throw error;
    }
  }

  private read({ offset, bytes }: Caught): Buffer {
    const line = Buffer.allocUnsafe(bytes - 1);
    readSync(this.file, line, 0, line.length, offset);
    return line;
  }

  private remember(line: string, offset: number, bytes: number): void {
    try {
      this.note(JSON.parse(line) as Mail, offset, bytes);
    } catch {
      // A line that a full disk or a foreign hand spoilt costs that one mail, not the others.
    }
  }

  private note({ id, at, from, to, subject }: Mail, offset: number, bytes: number): void {
    this.caught.set(id, { id, at, from, to, subject, offset, bytes });
  }
}

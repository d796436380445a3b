import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { listen } from '../json-http.js';
import type { Mail, Mailbox } from './mailbox.js';

/**
 * How the catcher misbehaves on request: `refuse` answers 451 to MAIL and RCPT, `drop` closes every connection at once,
 * `accept-then-cut` keeps the mail and closes the connection before saying so.
 */
export const failModes = ['none', 'refuse', 'drop', 'accept-then-cut'] as const;
export type FailMode = (typeof failModes)[number];

const maxBytes = 5 * 1024 * 1024;

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Takes mail by SMTP, from anybody to anybody, up to 5 MiB each, and puts it into the mailbox before it says so. */
export class Reception {
  private mode: FailMode = 'none';
  private readonly server: SMTPServer;

  constructor(private readonly mailbox: Mailbox) {
    this.server = new SMTPServer({
      banner: 'Redress mail catcher',
      logger: false,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: maxBytes,
      closeTimeout: 500,
      onConnect: (session, proceed) => (this.mode === 'drop' ? this.cut(session) : proceed()),
      onMailFrom: (_address, _session, proceed) => proceed(this.refusal()),
      onRcptTo: (_address, _session, proceed) => proceed(this.refusal()),
      onData: (stream, session, proceed) => void this.take(stream, session, proceed),
    });
    // A client that hangs up in the middle is its own affair.
    this.server.on('error', () => undefined);
  }

  get failing(): FailMode {
    return this.mode;
  }

  /** Gives the port. */
  listen(port: number, host: string): Promise<number> {
    return listen(this.server.server, port, host);
  }

  /** Misbehaves so from now on; `drop` closes the open connections too. */
  fail(mode: FailMode): void {
    this.mode = mode;
    if (mode === 'drop') for (const connection of this.server.connections) connection.close();
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    proceed: (error?: Error | null, message?: string) => void,
  ): Promise<void> {
    try {
      const letter = await readLetter(stream, session);
      if (stream.sizeExceeded) return proceed(reply(552, `A mail may have at most ${maxBytes} bytes`));
      const { id } = this.mailbox.add(letter);
      if (this.mode === 'accept-then-cut') return this.cut(session);
      proceed(null, `OK: kept as ${id}`);
    } catch {
      proceed(reply(451, 'The mail could not be read or kept'));
    }
  }

  private refusal(): Error | undefined {
    return this.mode === 'refuse' ? reply(451, 'Refused on request') : undefined;
  }

  private cut(session: SMTPServerSession): void {
    for (const connection of this.server.connections) if (connection.session === session) connection.close();
  }
}

async function readLetter(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<Omit<Mail, 'id' | 'at'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  const parsed = await simpleParser(Buffer.concat(chunks), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  return {
    from: parsed.from?.value[0]?.address ?? (envelope.mailFrom ? envelope.mailFrom.address : ''),
    to: envelope.rcptTo.map(({ address }) => address).join(', '),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    headers: headersOf(parsed),
  };
}

/** Headers as they were written, unfolded, with encoded words decoded. */
function headersOf({ headers, headerLines }: ParsedMail): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { key, line } of headerLines) {
    const written = line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]/g, ' ');
    found[key] = key in found ? `${found[key]}, ${written.trim()}` : written.trim();
  }
  for (const [key, value] of headers) {
    if (!(key in found)) continue;
    if (typeof value === 'string') found[key] = value;
    else if (Array.isArray(value) && value.every((one) => typeof one === 'string')) found[key] = value.join(', ');
    else if ('text' in value && typeof value.text === 'string') found[key] = value.text;
  }
  return found;
}

import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** What the server does with letters; `refuse` names the command it answers to and its answer. */
export type Behaviour =
  | { kind: 'take' }
  | { kind: 'refuse'; at: 'CONN' | 'MAIL' | 'RCPT' | 'DATA'; code: number; message?: string }
  | { kind: 'cut-after-data' }
  | { kind: 'never-answer' };

/** A real mail server for specs, on a port of its own. */
export class MailServer {
  readonly letters: ParsedMail[] = [];
  behaviour: Behaviour = { kind: 'take' };
  /** The most connections that carried letters at once. */
  mostAtOnce = 0;
  private atOnce = 0;
  private server = this.make();
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async listen(): Promise<void> {
    const listening = once(this.server.server, 'listening');
    this.server.listen(this.port, '127.0.0.1');
    await listening;
    this.port = (this.server.server.address() as AddressInfo).port;
  }

  /** Goes away; `listen` brings it back under the same address. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
    this.server = this.make();
  }

  /** How often each notice came. */
  copies(): Map<string, number> {
    const copies = new Map<string, number>();
    for (const { headers } of this.letters) {
      const id = headers.get('x-redress-notice') as string;
      copies.set(id, (copies.get(id) ?? 0) + 1);
    }
    return copies;
  }

  private refusal(at: string): Error | undefined {
    const { behaviour } = this;
    if (behaviour.kind !== 'refuse' || behaviour.at !== at) return undefined;
    return Object.assign(new Error(behaviour.message ?? 'refused'), { responseCode: behaviour.code });
  }

  private hangUp(session: SMTPServerSession): void {
    for (const connection of this.server.connections) if (connection.session === session) connection.close();
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession, proceed: (error?: Error) => void) {
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    // A client that dies in the middle leaves no letter.
    const letter = await simpleParser(stream).catch(() => undefined);
    this.atOnce -= 1;
    const refusal = this.refusal('DATA');
    if (!letter || refusal) return proceed(refusal);
    this.letters.push(letter);
    if (this.behaviour.kind === 'cut-after-data') this.hangUp(session);
    else if (this.behaviour.kind === 'take') proceed();
  }

  private make(): SMTPServer {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 50,
      onConnect: (_session, proceed) => proceed(this.refusal('CONN')),
      onMailFrom: (_address, _session, proceed) => proceed(this.refusal('MAIL')),
      onRcptTo: (_address, _session, proceed) => proceed(this.refusal('RCPT')),
      onData: (stream, session, proceed) => void this.take(stream, session, proceed),
    });
    server.on('error', () => undefined);
    return server;
  }
}

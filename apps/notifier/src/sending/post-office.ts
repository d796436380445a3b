import { Readable } from 'node:stream';
import { Turns } from '@redress/bootstrap';
import nodemailer, { type NodemailerError } from 'nodemailer';
import { domainOf, type Sender } from '../domain/address.js';
import { judge, type Outcome } from '../domain/outcome.js';
import type { Letter } from '../letters/letters.js';

/** A letter on its way to one person. */
export interface Mail extends Letter {
  noticeId: string;
  template: string;
  language: string;
  to: string;
  /** Where an answer goes, when there is something to answer to. */
  replyTo?: string;
  /** The notice whose mail began the conversation, when it is not this one. */
  repliesTo?: string;
}

export interface PostOfficeOptions {
  url: string;
  from: Sender;
  /** Connections at once. */
  connections: number;
  /** Letters at once of which the last byte has left and whose outcome is not settled: so many may come twice after a kill. */
  handovers: number;
  /** How long one letter may take, milliseconds, its wait for a free connection included. */
  letterMs?: number;
}

interface Dialogue {
  isHandedOver: boolean;
  isOver: boolean;
  /** Resolves when its outcome is settled. */
  settled: Promise<void>;
}

/** A few open connections to the mail server. A letter leaves once per call, or not at all; nothing is repeated here. */
export class PostOffice {
  private readonly pool;
  private readonly turns: Turns;
  private readonly dialogues = new Map<string, Dialogue>();

  constructor(private readonly options: PostOfficeOptions) {
    this.turns = new Turns(options.handovers);
    this.pool = nodemailer.createTransport({
      url: options.url,
      pool: true,
      maxConnections: options.connections,
      maxMessages: 10_000,
      // Only a letter of which no byte has left goes on to another connection by itself.
      maxRequeues: 1,
      idleTimeout: 10_000,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 60_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.pool.use('stream', (mail, done) => {
      const dialogue = this.dialogues.get(mail.message.messageId());
      if (dialogue) mail.message.processFunc((bytes) => Readable.from(this.untilTurn(bytes, dialogue)));
      done();
    });
  }

  /**
   * Sends a letter and has its outcome settled; whatever happens is the outcome. Every byte but the end may be under
   * way together with others; the end waits for its turn, and the turn is over when the outcome is settled.
   */
  async deliver(mail: Mail, settle: (outcome: Outcome) => Promise<void>): Promise<void> {
    const messageId = this.messageId(mail.noticeId);
    let end = (): void => undefined;
    const settled = new Promise<void>((resolve) => {
      end = resolve;
    });
    const dialogue: Dialogue = { isHandedOver: false, isOver: false, settled };
    this.dialogues.set(messageId, dialogue);
    const outcome = await this.send(mail, dialogue);
    dialogue.isOver = true;
    this.dialogues.delete(messageId);
    await settle(outcome).finally(end);
  }

  /** Ends every connection; letters under way end with an outcome of their own. */
  close(): void {
    this.pool.close({ force: true });
  }

  private async send(mail: Mail, dialogue: Dialogue): Promise<Outcome> {
    try {
      await this.pool.sendMail(this.messageOf(mail));
      return { kind: 'sent' };
    } catch (error) {
      const { responseCode, response, command, code, originalCode } = error as NodemailerError;
      return judge({ responseCode, response, command, code: originalCode ?? code, handedOver: dialogue.isHandedOver });
    }
  }

  /** The server takes a letter as sent when it has seen its end. */
  private async *untilTurn(bytes: Readable, dialogue: Dialogue): AsyncGenerator<Buffer> {
    for await (const chunk of bytes as AsyncIterable<Buffer>) yield chunk;
    await new Promise<void>((leave) => {
      void this.turns.take(async () => {
        dialogue.isHandedOver = !dialogue.isOver;
        leave();
        if (dialogue.isHandedOver) await dialogue.settled;
      });
    });
  }

  private messageId(noticeId: string): string {
    return `<${noticeId}@${domainOf(this.options.from.address)}>`;
  }

  private messageOf({ noticeId, template, language, to, replyTo, repliesTo, subject, text, html }: Mail) {
    const thread = repliesTo && this.messageId(repliesTo);
    return {
      from: this.options.from,
      to: { name: '', address: to },
      ...(replyTo && { replyTo: { name: this.options.from.name, address: replyTo } }),
      messageId: this.messageId(noticeId),
      subject,
      text,
      html,
      // Cheaper than looking for the shortest encoding, and what Cyrillic comes to anyway.
      textEncoding: language === 'ru' ? ('base64' as const) : ('quoted-printable' as const),
      ...(thread && { inReplyTo: thread, references: thread }),
      headers: {
        'X-Redress-Notice': noticeId,
        'X-Redress-Template': template,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': language,
      },
      signal: AbortSignal.timeout(this.options.letterMs ?? 150_000),
    };
  }
}

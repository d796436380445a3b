import nodemailer, { type NodemailerError } from 'nodemailer';
import type { Sender } from '../domain/address.js';
import { judge, type Outcome } from '../domain/outcome.js';
import type { Letter } from './letters.js';

/** A letter on its way to one person. */
export interface Mail extends Letter {
  noticeId: string;
  template: string;
  language: string;
  to: string;
  /** The notice whose mail began the conversation, when it is not this one. */
  repliesTo?: string;
}

export interface PostOfficeOptions {
  url: string;
  from: Sender;
  /** Connections at once. */
  lanes: number;
  /** How long one letter may take, milliseconds, its wait for a free connection included. */
  letterMs?: number;
}

const domainOf = (address: string): string => address.slice(address.indexOf('@') + 1);

/** A few open connections to the mail server. A letter leaves once per call, or not at all; nothing is repeated here. */
export class PostOffice {
  private readonly pool;
  /** Message ids of letters whose last byte has left. */
  private readonly handedOver = new Set<string>();

  constructor(private readonly options: PostOfficeOptions) {
    this.pool = nodemailer.createTransport({
      url: options.url,
      pool: true,
      maxConnections: options.lanes,
      maxMessages: 10_000,
      // Only a letter of which no byte has left goes on to another connection by itself.
      maxRequeues: 1,
      idleTimeout: 10_000,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 20_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.pool.use('stream', (mail, done) => {
      const id = mail.message.messageId();
      mail.message.processFunc((bytes) => bytes.once('end', () => this.handedOver.add(id)));
      done();
    });
  }

  /** Never throws: whatever happens is the outcome. */
  async deliver(mail: Mail): Promise<Outcome> {
    const messageId = this.messageId(mail.noticeId);
    this.handedOver.delete(messageId);
    try {
      await this.pool.sendMail({ ...this.envelopeOf(mail), messageId });
      return { kind: 'sent' };
    } catch (error) {
      const { responseCode, response, command, code, originalCode } = error as NodemailerError;
      const handedOver = this.handedOver.has(messageId);
      return judge({ responseCode, response, command, code: originalCode ?? code, handedOver });
    } finally {
      this.handedOver.delete(messageId);
    }
  }

  /** Ends every connection; letters under way end with an outcome of their own. */
  close(): void {
    this.pool.close({ force: true });
  }

  private messageId(noticeId: string): string {
    return `<${noticeId}@${domainOf(this.options.from.address)}>`;
  }

  private envelopeOf({ noticeId, template, language, to, repliesTo, subject, text, html }: Mail) {
    const thread = repliesTo && this.messageId(repliesTo);
    return {
      from: this.options.from,
      to: { name: '', address: to },
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
      signal: AbortSignal.timeout(this.options.letterMs ?? 60_000),
    };
  }
}

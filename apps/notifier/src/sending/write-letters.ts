import { Inject, Injectable, Logger } from '@nestjs/common';
import type { MessageWords, SubmittedWords, WayInWords } from '@redress/contracts';
import { VaultError, VaultReader } from '@redress/vault';
import { isMailable } from '../domain/address.js';
import { type MailLanguage, mailLanguage } from '../domain/mail-language.js';
import { isWanted, noticeId } from '../domain/notice.js';
import type { Outcome } from '../domain/outcome.js';
import { ReplyAddresses } from '../domain/reply-address.js';
import { type LetterSettings, type TellFacts, tellFacts } from '../domain/tell-facts.js';
import type { Letters } from '../letters/load-letters.js';
import type { TakenNotice } from '../storage/due-notices.js';
import type { Mail } from './post-office.js';

export const LETTER_SETTINGS = Symbol('LETTER_SETTINGS');
export const LETTERS = Symbol('LETTERS');

/** A letter ready to leave, or why there is none. */
export type Written = { notice: TakenNotice } & ({ mail: Mail } | { outcome: Outcome });

/** What was opened for one letter; `undefined` where there was nothing to open, or the key is gone. */
interface Opened {
  contact?: SubmittedWords;
  cause?: Partial<MessageWords & WayInWords>;
  /** Of the complaint that tells the same. */
  other?: SubmittedWords;
}

const unsendable = (reason: Extract<Outcome, { kind: 'unsendable' }>['reason']) => ({
  outcome: { kind: 'unsendable', reason } as const,
});

/** Opens contacts and words, and writes the letters. */
@Injectable()
export class WriteLetters {
  private readonly logger = new Logger(WriteLetters.name);
  private readonly facts: Record<MailLanguage, TellFacts>;

  constructor(
    private readonly vault: VaultReader,
    private readonly replies: ReplyAddresses,
    @Inject(LETTERS) private readonly letters: Letters,
    @Inject(LETTER_SETTINGS) settings: LetterSettings,
  ) {
    this.facts = { ru: tellFacts('ru', settings), en: tellFacts('en', settings) };
  }

  /** One query to the vault, one answer per notice, in order, whatever happens. */
  async write(notices: TakenNotice[]): Promise<Written[]> {
    try {
      const opened = await this.open(notices);
      return notices.map((notice, index) => ({ notice, ...this.letterOrFault(notice, opened[index] ?? {}) }));
    } catch (error) {
      const isAway = !(error instanceof VaultError);
      // One that does not open must not keep the others from leaving.
      if (!isAway && notices.length > 1)
        return (await Promise.all(notices.map((notice) => this.write([notice])))).flat();
      const outcome: Outcome = isAway
        ? { kind: 'unreachable', reason: 'vault-away' }
        : { kind: 'unwritable', reason: `vault-${error.code}` };
      return notices.map((notice) => ({ notice, outcome }));
    }
  }

  private async open(notices: TakenNotice[]): Promise<Opened[]> {
    const asked = notices.flatMap(({ complaintId, causationId, sealed, submission, other }, index) => [
      ...(submission ? [{ index, part: 'contact', words: submission }] : []),
      ...(sealed ? [{ index, part: 'cause', words: { complaintId, eventId: causationId, sealed } }] : []),
      ...(other ? [{ index, part: 'other', words: other }] : []),
    ]);
    const answers = await this.vault.open<object>(asked.map(({ words }) => words));
    const opened: Opened[] = notices.map(() => ({}));
    for (const [nth, { index, part }] of asked.entries()) Object.assign(opened[index] ?? {}, { [part]: answers[nth] });
    return opened;
  }

  /** A letter that cannot be written is no matter of the vault's, nor of the other letters'. */
  private letterOrFault(notice: TakenNotice, opened: Opened): { mail: Mail } | { outcome: Outcome } {
    try {
      return this.letter(notice, opened);
    } catch (error) {
      // Its name alone: the message may quote what the letter says.
      const { name } = error as Error;
      this.logger.error(`notice ${notice.noticeId} (${notice.template}) cannot be written: ${name}`);
      return { outcome: { kind: 'unwritable', reason: `letter-${name.toLowerCase()}` } };
    }
  }

  private letter(notice: TakenNotice, opened: Opened): { mail: Mail } | { outcome: Outcome } {
    const { template, told, submission, complaint } = notice;
    const { contact, cause, other } = opened;
    if ((submission && !contact) || (notice.sealed && !cause)) return unsendable('redacted');
    if (!isWanted(template, { ...complaint?.preferences?.mails })) return unsendable('unwanted');
    if (told.until && new Date(told.until) <= new Date()) return unsendable('expired');
    const to = contact?.email ?? cause?.email;
    if (!to) return unsendable('no-address');
    if (!isMailable(to)) return unsendable('unusable-address');
    const wished = [complaint?.preferences?.language, contact?.customerLanguage, complaint?.language, told.language];
    const language = mailLanguage(...wished);
    const facts = this.facts[language]({
      told,
      complaint: complaint ?? undefined,
      words: cause?.text,
      token: cause?.token,
      other: other && other.customerId === contact?.customerId ? notice.other?.reference : undefined,
    });
    return { mail: { ...this.letters.write(template, language, facts), ...this.envelope(notice, language, to) } };
  }

  private envelope(notice: TakenNotice, language: MailLanguage, to: string) {
    const { submission, template, complaintId, createdAt } = notice;
    const began = submission && noticeId({ ...notice, causationId: submission.eventId, template: 'received' });
    return {
      noticeId: notice.noticeId,
      template,
      language,
      to,
      ...(submission && { replyTo: this.replies.of(complaintId, to, new Date(createdAt)) }),
      ...(began && began !== notice.noticeId && { repliesTo: began }),
    };
  }
}

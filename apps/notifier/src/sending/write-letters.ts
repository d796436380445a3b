import { Inject, Injectable } from '@nestjs/common';
import type { SubmittedWords } from '@redress/contracts';
import { VaultError, VaultReader } from '@redress/vault';
import { isMailable } from '../domain/address.js';
import { letterFacts } from '../domain/letter-facts.js';
import { type MailLanguage, mailLanguage } from '../domain/mail-language.js';
import { noticeId } from '../domain/notice.js';
import type { Outcome } from '../domain/outcome.js';
import type { TakenNotice } from '../storage/due-notices.js';
import { Letters } from './letters.js';
import type { Mail } from './post-office.js';

/** What letters name beside their complaint. */
export interface LetterSettings {
  timeZone: string;
  sender: string;
}

export const LETTER_SETTINGS = Symbol('LETTER_SETTINGS');

/** A letter ready to leave, or why there is none. */
export type Written = { notice: TakenNotice } & ({ mail: Mail } | { outcome: Outcome });

/** Opens the contacts and writes the letters. */
@Injectable()
export class WriteLetters {
  private readonly facts: Record<MailLanguage, ReturnType<typeof letterFacts>>;

  constructor(
    private readonly vault: VaultReader,
    private readonly letters: Letters,
    @Inject(LETTER_SETTINGS) settings: LetterSettings,
  ) {
    this.facts = { ru: letterFacts('ru', settings), en: letterFacts('en', settings) };
  }

  /** One query to the vault, one answer per notice, in order. Throws when the vault cannot be asked. */
  async write(notices: TakenNotice[]): Promise<Written[]> {
    try {
      const words = await this.vault.open<SubmittedWords>(notices.map(sealedContact));
      return notices.map((notice, index) => ({ notice, ...this.letter(notice, words[index]) }));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      if (notices.length === 1) {
        return notices.map((notice) => ({ notice, outcome: { kind: 'unwritable', reason: `vault-${error.code}` } }));
      }
      // One that does not open must not keep the others from leaving.
      return (await Promise.all(notices.map((notice) => this.write([notice])))).flat();
    }
  }

  private letter(notice: TakenNotice, words: SubmittedWords | undefined): { mail: Mail } | { outcome: Outcome } {
    if (!words) return { outcome: { kind: 'unsendable', reason: 'redacted' } };
    if (!words.email) return { outcome: { kind: 'unsendable', reason: 'no-address' } };
    if (!isMailable(words.email)) return { outcome: { kind: 'unsendable', reason: 'unusable-address' } };
    const { reference, receivedAt, promisedBy } = notice.complaint;
    const language = mailLanguage(notice.complaint.language);
    const facts = this.facts[language]({
      reference,
      receivedAt: new Date(receivedAt),
      promisedBy: new Date(promisedBy),
    });
    const began = noticeId({ ...notice, causationId: notice.submissionId, template: 'received' });
    return {
      mail: {
        ...this.letters.write(notice.template, language, facts),
        noticeId: notice.noticeId,
        template: notice.template,
        language,
        to: words.email,
        ...(began !== notice.noticeId && { repliesTo: began }),
      },
    };
  }
}

function sealedContact({ complaintId, submissionId, sealed }: TakenNotice) {
  return { complaintId, eventId: submissionId, sealed };
}

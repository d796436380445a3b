import { join } from 'node:path';
import { Eta } from 'eta';
import type { LetterFacts } from '../domain/letter-facts.js';
import { type MailLanguage, mailLanguages } from '../domain/mail-language.js';
import { type NoticeTemplate, noticeTemplates } from '../domain/notice.js';

/** A letter as it is read. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

const parts = ['subject', 'txt', 'html'] as const;
type Part = (typeof parts)[number];

const templatesFolder = join(import.meta.dirname, '../../templates');

/** A name that no fact bears would be read out to the customer as "undefined". */
function strictly(facts: LetterFacts): LetterFacts {
  return new Proxy(facts, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !(name in target)) throw new Error(`a template names ${name}, which is no fact`);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

/** The same for what a letter hands to the parts it is made of. */
function refuseMissing(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a template names something that is no text');
  return value;
}

/**
 * The letters, from one file per language and part: `ru/received.txt.eta`. What stands in HTML is escaped.
 * Made once at the start: throws when a file is missing or cannot be compiled.
 */
export class Letters {
  private readonly plain: Eta;
  private readonly markup: Eta;

  constructor(folder: string = templatesFolder) {
    const strict = { views: folder, cache: true, autoFilter: true, filterFunction: refuseMissing };
    this.plain = new Eta({ ...strict, autoEscape: false, autoTrim: false });
    this.markup = new Eta({ ...strict, autoEscape: true });
    const facts: LetterFacts = { reference: '', promisedBy: '', promisedWithin: '', sender: '' };
    for (const template of noticeTemplates) {
      for (const language of mailLanguages) this.write(template, language, facts);
    }
  }

  write(template: NoticeTemplate, language: MailLanguage, facts: LetterFacts): Letter {
    const part = (name: Part): string =>
      (name === 'html' ? this.markup : this.plain).render(`/${language}/${template}.${name}.eta`, strictly(facts));
    return {
      subject: part('subject').replace(/\s+/g, ' ').trim(),
      text: `${part('txt').trim()}\n`,
      html: part('html'),
    };
  }
}

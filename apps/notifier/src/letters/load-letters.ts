import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingFaults } from '@redress/bootstrap';
import { type FactKind, factsOfLetter } from '../domain/letter-facts.js';
import { type MailLanguage, mailLanguages } from '../domain/mail-language.js';
import { type NoticeTemplate, noticeTemplates } from '../domain/notice.js';
import { faultsOf } from './check-template.js';
import type { Facts } from './fill.js';
import { endHeads, type Letter, layoutPlaces, letterHeads, writeLetter } from './letters.js';
import { readTemplate, type Template, TemplateMistake } from './template.js';

/** Every letter in every language, ready to be written. */
export interface Letters {
  write(template: NoticeTemplate, language: MailLanguage, facts: Facts): Letter;
}

/** Reads files of one folder, and remembers what is wrong with them. */
class Folder {
  readonly faults: string[] = [];

  constructor(private readonly folder: string) {
    try {
      readdirSync(folder);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const expected = 'expected a folder with a copy of apps/notifier/templates';
      throw new SettingFaults([`names a folder that cannot be read (${code}); ${expected}`]);
    }
  }

  text(file: string): string | undefined {
    try {
      return readFileSync(join(this.folder, file), 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.faults.push(`${file}: ${code === 'ENOENT' ? 'it is missing' : `it cannot be read (${code})`}`);
      return undefined;
    }
  }

  template(file: string, heads: readonly string[], known: Readonly<Record<string, FactKind>>): Template | undefined {
    const source = this.text(file);
    if (source === undefined) return undefined;
    try {
      const template = readTemplate(source);
      this.faults.push(...faultsOf(template, heads, known).map((fault) => `${file}: ${fault}`));
      return template;
    } catch (error) {
      if (!(error instanceof TemplateMistake)) throw error;
      this.faults.push(`${file}: ${error.message}`);
      return undefined;
    }
  }

  layout(file: string): string {
    const source = this.text(file) ?? '';
    const places = new Set(Array.from(source.matchAll(/\{\{(\w+)\}\}/g), ([, place = '']) => place));
    const known = new Set<string>(layoutPlaces);
    const missing = source ? layoutPlaces.filter((place) => !places.has(place)) : [];
    const odd = [...places].filter((place) => !known.has(place));
    this.faults.push(
      ...missing.map((place) => `${file}: it lacks a place {{${place}}}`),
      ...odd.map((place) => `${file}: {{${place}}} is no place; known are ${layoutPlaces.join(', ')}`),
    );
    return source;
  }
}

/**
 * Reads the letters of a folder: `letter.html` around all of them, and for each language `<language>/end.md` below all
 * of them and `<language>/<template>.md`. Throws {@link SettingFaults} with everything that is missing or wrong.
 */
export function loadLetters(path: string): Letters {
  const folder = new Folder(path);
  const layout = folder.layout('letter.html');
  const ends = new Map<string, Template>();
  const templates = new Map<string, Template>();
  for (const language of mailLanguages) {
    const end = folder.template(`${language}/end.md`, endHeads, { sender: 'always' });
    if (end) ends.set(language, end);
    for (const name of noticeTemplates) {
      const template = folder.template(`${language}/${name}.md`, letterHeads, factsOfLetter[name]);
      if (template?.blocks.length === 0) folder.faults.push(`${language}/${name}.md: it says nothing below its top`);
      if (template) templates.set(`${language}/${name}`, template);
    }
  }
  if (folder.faults.length > 0) throw new SettingFaults(folder.faults);
  return {
    write(name, language, facts) {
      const [template, end] = [templates.get(`${language}/${name}`), ends.get(language)];
      if (!template || !end) throw new Error(`there is no letter ${name} in ${language}`);
      return writeLetter({ language, template, end, layout }, facts);
    },
  };
}

import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { letterFacts } from '../domain/letter-facts.js';
import { type MailLanguage, mailLanguages } from '../domain/mail-language.js';
import { noticeTemplates } from '../domain/notice.js';
import { Letters } from './letters.js';

const folder = join(import.meta.dirname, '../../templates');
const complaint = {
  reference: 'R-7KQ2-M9XD',
  receivedAt: new Date('2026-11-22T19:05:31.123Z'),
  promisedBy: new Date('2026-11-24T19:05:31.123Z'),
};
const factsIn = (language: MailLanguage) =>
  letterFacts(language, { timeZone: 'Europe/Moscow', sender: 'Redress' })(complaint);

describe.each(noticeTemplates)('the letter %s', (template) => {
  const letters = new Letters();

  it.each(mailLanguages)('is whole in %s', (language) => {
    const facts = factsIn(language);
    const { subject, text, html } = letters.write(template, language, facts);
    expect(subject).toContain(facts.reference);
    for (const part of [text, html]) {
      expect(part).toContain(facts.reference);
      expect(part).toContain(facts.promisedBy);
      expect(part).not.toMatch(/undefined|null|\[object|<%|\bit\.[a-z]/);
    }
    expect(html).toContain(`<html lang="${language}">`);
    expect(text).not.toMatch(/<[a-z]/);
  });

  it('speaks of complaints, never of tickets', () => {
    for (const language of mailLanguages) {
      const { subject, text, html } = letters.write(template, language, factsIn(language));
      expect(`${subject} ${text} ${html}`).not.toMatch(/\b(ticket|SLA|case|L2)\b|тикет|заявк|инцидент/i);
    }
  });
});

describe('letters', () => {
  const copies: string[] = [];
  const copyOfTemplates = (): string => {
    const copy = mkdtempSync(join(tmpdir(), 'letters-'));
    copies.push(copy);
    cpSync(folder, copy, { recursive: true });
    return copy;
  };
  afterAll(() => {
    for (const copy of copies) rmSync(copy, { recursive: true });
  });

  it('say how long the promise is in words', () => {
    const letter = (language: MailLanguage) => new Letters().write('received', language, factsIn(language)).text;
    expect(letter('ru')).toContain('не позже чем через 48 часов после');
    expect(letter('en')).toContain('within 48 hours of');
  });

  it('are there in every language and part, and nothing else is', () => {
    const expected = noticeTemplates.flatMap((name) => ['subject', 'txt', 'html'].map((part) => `${name}.${part}.eta`));
    for (const language of mailLanguages) {
      expect(readdirSync(join(folder, language)).sort()).toEqual(expected.sort());
    }
  });

  it('escape what stands in HTML, and only there', () => {
    const facts = { ...factsIn('en'), sender: `<script>alert("1")</script> & Sons` };
    const { text, html } = new Letters().write('received', 'en', facts);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
    expect(text).toContain('<script>alert("1")</script> & Sons');
  });

  it('have a subject of one line, whatever stands in it', () => {
    const facts = { ...factsIn('en'), reference: 'R-1\r\nBcc: eve@example.org' };
    expect(new Letters().write('received', 'en', facts).subject).not.toMatch(/[\r\n]/);
  });

  it('are refused at the start when a template names what is no fact, wherever it stands', () => {
    for (const [file, content] of [
      ['en/received.txt.eta', 'Hello <%= it.name %>'],
      ['en/received.html.eta', `<% layout('/letter.html.eta', { title: \`\${it.name}\` }) %>`],
      ['facts.html.eta', '<%= it.name %>'],
      ['letter.html.eta', '<%= it.name %>'],
    ] as const) {
      const copy = copyOfTemplates();
      writeFileSync(join(copy, file), content);
      expect(() => new Letters(copy)).toThrow(/a template names/);
    }
  });

  it('are refused at the start when a file is missing', () => {
    const copy = copyOfTemplates();
    rmSync(join(copy, 'ru/assigned.txt.eta'));
    expect(() => new Letters(copy)).toThrow(/assigned\.txt/);
  });
});

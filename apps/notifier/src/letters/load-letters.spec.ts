import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SettingFaults } from '@redress/bootstrap';
import { factsOfLetter } from '../domain/letter-facts.js';
import { type MailLanguage, mailLanguages } from '../domain/mail-language.js';
import { noticeTemplates } from '../domain/notice.js';
import { ownTemplates } from '../notifier.config.js';
import { letterTrials, tellTrial } from './letter-trials.for-spec.js';
import { loadLetters } from './load-letters.js';

describe('the letters', () => {
  const letters = loadLetters(ownTemplates);
  const written = (language: MailLanguage) =>
    letterTrials.map((trial) => ({
      trial,
      letter: letters.write(trial.template, language, tellTrial(trial, language)),
    }));

  it('are tried out in every case there is', () => {
    expect(new Set(letterTrials.map(({ template }) => template))).toEqual(new Set(noticeTemplates));
  });

  it.each(mailLanguages)('are whole in %s: a subject of one line, text and HTML that say the same', (language) => {
    for (const { trial, letter } of written(language)) {
      const { subject, text, html } = letter;
      expect(subject).toMatch(/^\S.{10,}\S$/);
      const spaced = (part: string) => part.replace(/\s+/g, ' ');
      const shown = html
        .replace(/<(style|title|head)[\s\S]*?<\/\1>/g, '')
        .replace(/<\/?span[^>]*>/g, '')
        .replace(/<a [^>]*href="([^"]*)"[^>]*>/g, '$1 ')
        .replace(/<[^>]+>/g, ' ')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&#39;/g, "'")
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&');
      for (const line of text.split('\n').map((line) => line.replace(/^(> ?|\d+\. |- |-- )|:$/g, ''))) {
        for (const part of line.split(': ')) expect(spaced(shown)).toContain(spaced(part).trim());
      }
      for (const [name, fact] of tellTrial(trial, language)) {
        if (name in factsOfLetter[trial.template]) expect(spaced(text.replace(/^> ?/gm, ''))).toContain(spaced(fact));
      }
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|\[object|\{\{|\}\}/);
      expect(html).toContain(`<html lang="${language}">`);
    }
  });

  it('speak as people do, never of tickets', () => {
    for (const language of mailLanguages) {
      for (const { letter } of written(language)) {
        expect(Object.values(letter).join(' ')).not.toMatch(/\b(ticket|SLA|case|L2|user)\b|тикет|заявк|инцидент|кейс/i);
      }
    }
  });

  it('escape what stands in HTML, and only there', () => {
    const facts = new Map([...tellTrial({ template: 'received', told: {} }, 'en'), ['sender', '<b>"A" & \'B\'</b>']]);
    facts.set('promisedBy', 'soon').set('promisedWithin', '{{footer}} $& $1');
    const { text, html } = letters.write('received', 'en', facts);
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;');
    expect(html).toContain('{{footer}} $&amp; $1');
    expect(text).toContain('<b>"A" & \'B\'</b>');
  });

  it.each(mailLanguages)('open with one link in %s where there is a page for it, and name no code', (language) => {
    const token = 'Zk3-Q0yqY8mB1rT5uW7xAe9cDfGhJ_LpNsPtRvXz-b4';
    const link = `https://complaints.example.org/way-in?language=${language}#${token}`;
    const { letter } = written(language).find(({ trial }) => trial.wayInUrl) ?? {};
    expect(letter?.text.split('\n')).toContain(link);
    expect(letter?.html).toContain(`href="${link}"`);
    expect(letter?.text).not.toMatch(/\b(code|enter)\b|код|введите/i);
    for (const part of Object.values(letter ?? {})) expect(part.split(token).length).toBeLessThanOrEqual(2);
    expect(letter?.subject).not.toContain(token);
  });

  it('show a code as one piece that does not break at its hyphens', () => {
    const { letter } = written('en').find(({ trial }) => trial.template === 'way-in') ?? {};
    expect(letter?.html).toContain('<span class="code">Zk3-Q0yqY8mB1rT5uW7xAe9cDfGhJ_LpNsPtRvXz-b4</span>');
    expect(letter?.html).toMatch(/\.code \{[^}]*word-break: break-all/);
  });

  it('have a subject of one line, whatever stands in it', () => {
    const facts = new Map(tellTrial({ template: 'reopened', told: {} }, 'en')).set(
      'reference',
      'R-1\r\nBcc: eve@example.org',
    );
    expect(letters.write('reopened', 'en', facts).subject).not.toMatch(/[\r\n]/);
  });

  it.each(mailLanguages)('say in %s where an answer, a code and words of staff belong', (language) => {
    const parts = {
      ru: ['Пожалуйста, не отвечайте на него', 'там, где вы его запросили:', 'Специалист пишет вам об этом:\n\n> '],
      en: ['Please do not reply to it', 'where you asked for it:', 'The specialist writes to you about it:\n\n> '],
    }[language];
    const texts = written(language);
    const textOf = (template: string): string =>
      texts.find(({ trial }) => trial.template === template)?.letter.text ?? '';
    expect(['information-requested', 'way-in', 'referred'].map(textOf)).toEqual(
      parts.map((part) => expect.stringContaining(part)),
    );
    expect(textOf('information-requested')).not.toMatch(/no need|не нужно/);
  });

  it('are all there, and nothing else is', () => {
    for (const language of mailLanguages) {
      const expected = [...noticeTemplates, 'end'].map((name) => `${name}.md`);
      expect(readdirSync(join(ownTemplates, language)).sort()).toEqual(expected.sort());
    }
  });
});

describe('a folder of letters', () => {
  const copies: string[] = [];
  const copyWith = (file: string, change: (source: string) => string | undefined): string => {
    const copy = mkdtempSync(join(tmpdir(), 'letters-'));
    copies.push(copy);
    cpSync(ownTemplates, copy, { recursive: true });
    const changed = change(readFileSync(join(copy, file), 'utf8'));
    if (changed === undefined) rmSync(join(copy, file));
    else writeFileSync(join(copy, file), changed);
    return copy;
  };
  const refusal = (folder: string): string => {
    try {
      loadLetters(folder);
    } catch (error) {
      expect(error).toBeInstanceOf(SettingFaults);
      return (error as SettingFaults).message;
    }
    return 'nothing';
  };
  afterAll(() => {
    for (const copy of copies) rmSync(copy, { recursive: true });
  });

  it('may be another one', () => {
    const copy = copyWith('en/received.md', (source) => source.replace('Hello,', 'Dear reader,'));
    const facts = tellTrial({ template: 'received', told: { isPromised: true } }, 'en');
    expect(loadLetters(copy).write('received', 'en', facts).text).toContain('Dear reader,');
  });

  it.each<[string, string, (source: string) => string | undefined, string]>([
    ['a letter is missing in one language', 'ru/assigned.md', () => undefined, 'it is missing'],
    ['the end is missing', 'en/end.md', () => undefined, 'it is missing'],
    ['the layout is missing', 'letter.html', () => undefined, 'it is missing'],
    [
      'there is no subject',
      'ru/closed.md',
      (source) => source.replace('Subject:', 'Betreff:'),
      'lacks a line "Subject: …"',
    ],
    [
      'there is an odd line',
      'ru/closed.md',
      (source) => `Color: red\n${source}`,
      '"Color: …" at its top means nothing',
    ],
    [
      'nothing is said',
      'en/survey.md',
      (source) => source.slice(0, source.indexOf('Hello')),
      'says nothing below its top',
    ],
    [
      'an unknown fact is named',
      'en/received.md',
      (source) => `${source}\n{{name}}`,
      '{{name}} is nothing this letter knows',
    ],
    [
      'an unknown fact is named on top',
      'en/closed.md',
      (source) => `Subject: {{words}}\n${source.slice(source.indexOf('Title'))}`,
      '{{words}} is not always known',
    ],
    [
      'an unknown part is named',
      'en/received.md',
      (source) => `${source}\n{{#vip}}\nHi\n{{/vip}}`,
      '{{#vip}} is nothing',
    ],
    [
      'a fact may be missing',
      'en/decision.md',
      (source) => `${source}\n\n{{redress}}`,
      'put it between {{#redress}} and {{/redress}}',
    ],
    [
      'a line is spoiled',
      'en/decision.md',
      (source) => `${source}\nsecret {{redress`,
      'has {{ or }} that names no fact',
    ],
    ['a row is spoiled', 'en/decision.md', (source) => `${source}\n\n| secret`, 'is not a row'],
    ['a sign is printed', 'en/decision.md', (source) => `${source}\n\n{{upheld}}`, '{{upheld}} has no words'],
    [
      'the layout leaves something out',
      'letter.html',
      (source) => source.replace('{{body}}', ''),
      'lacks a place {{body}}',
    ],
    ['the layout has an odd place', 'letter.html', (source) => `${source}{{logo}}`, '{{logo}} is no place'],
  ])('is refused at the start when %s', (_what, file, change, why) => {
    const message = refusal(copyWith(file, change));
    expect(message).toContain(`${file}: `);
    expect(message).toContain(why);
    expect(message).not.toContain('secret');
  });

  it('is refused with everything that is wrong at once, and where it is not there at all', () => {
    const copy = copyWith('en/received.md', (source) => `${source}\n{{name}}`);
    rmSync(join(copy, 'ru/survey.md'));
    expect(refusal(copy)).toMatch(/^(?=[\s\S]*en\/received\.md: )(?=[\s\S]*ru\/survey\.md: )/);
    expect(refusal(join(copy, 'nowhere'))).toMatch(/^names a folder that cannot be read \(ENOENT\); expected .*$/);
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SettingFaults } from '@redress/bootstrap';
import { CannedReplies } from './canned-replies.js';
import { replyLanguages } from './domain/canned-reply.js';

const made: string[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-replies-'));
  made.push(folder);
});

afterAll(() => {
  for (const one of made) rmSync(one, { recursive: true });
});

function mistakes(files: Record<string, string>): string {
  for (const [name, yaml] of Object.entries(files)) writeFileSync(join(folder, name), yaml);
  try {
    return String(new CannedReplies(folder).all().length);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingFaults);
    return (error as Error).message;
  }
}

const sound = 'title: {ru: Да, en: Yes}\ntext: {ru: Да, en: Yes}\n';

describe('the canned replies that come along', () => {
  it('are sound, in both languages', () => {
    const replies = new CannedReplies(join(import.meta.dirname, '../canned-replies')).all();
    expect(replies.length).toBeGreaterThanOrEqual(5);
    for (const { title, text } of replies) {
      for (const language of replyLanguages) expect([title[language], text[language]]).not.toContain('');
    }
  });
});

describe('a folder of canned replies', () => {
  it('may be empty, and hold other files', () => {
    expect(mistakes({})).toBe('0');
    expect(mistakes({ 'README.md': '{', 'one.yaml': sound })).toBe('1');
  });

  it('that is not there is refused', () => {
    expect(() => new CannedReplies(join(folder, 'none'))).toThrow('names a folder that cannot be read (ENOENT)');
  });

  it.each([
    ['', 'say title and text'],
    ['- 1', 'say title and text'],
    ['title: {', 'no YAML at line 1, column 9'],
    ['title: *secret', 'no YAML'],
    ['title: {ru: Да, en: Yes}', 'text needs ru and en'],
    ['title: {ru: Да}\ntext: {ru: Да, en: Yes}', 'title.en is missing'],
    ['title: {ru: Да, en: " "}\ntext: {ru: Да, en: Yes}', 'title.en is missing'],
    ['title: {ru: Да, en: Yes}\ntext: {ru: Да, en: 7}', 'text.en is missing'],
    ['title: {ru: Да, en: Yes, de: Ja}\ntext: {ru: Да, en: Yes}', 'title.de is none of ru, en'],
    [`${sound}category: money`, 'category is none of the taxonomy'],
    [`${sound}titel: x`, 'titel is not known'],
    ['title: {ru: Да, en: Yes}\ntext: {ru: Да, en: "{{sum}}"}', 'text.en names {{sum}}: only reference, name,'],
    ['title: {ru: Да, en: Yes}\ntext: {ru: "{{name", en: Yes}', 'text.ru has braces that are not closed'],
    [`title: {ru: Да, en: ${'a'.repeat(201)}}\ntext: {ru: Да, en: Yes}`, 'title.en is longer than 200 characters'],
  ])('with a mistake is refused, and the file named: %s', (yaml, mistake) => {
    const said = mistakes({ 'some-reply.yaml': yaml });
    expect(said).toContain(`some-reply.yaml: ${mistake}`);
    expect(said).not.toContain('secret');
  });

  it('with a file that cannot be read is refused', () => {
    symlinkSync(join(folder, 'gone'), join(folder, 'linked.yaml'));
    mkdirSync(join(folder, 'inner.yaml'));
    expect(mistakes({}).split('\n')).toEqual([
      'inner.yaml: cannot be read (EISDIR)',
      'linked.yaml: cannot be read (ENOENT)',
    ]);
  });

  it('is refused with all its mistakes at once', () => {
    const said = mistakes({ 'a.yaml': 'title: 1', 'b.yml': sound, 'C.yaml': sound });
    expect(said).toMatch(/a\.yaml: title needs ru and en/);
    expect(said).toMatch(/a\.yaml: text needs ru and en/);
    expect(said).toMatch(/b\.yml: call it by small letters/);
    expect(said).toMatch(/C\.yaml: call it by small letters/);
  });
});

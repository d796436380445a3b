import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { WayInPage } from './way-in-page.js';

const page = new WayInPage();
const languages = ['ru', 'en'] as const;
const source = (name: string) => readFileSync(join(import.meta.dirname, '../pages', name), 'utf8');
const words = JSON.parse(source('way-in.words.json')) as Record<(typeof languages)[number], Record<string, string>>;

/** What stands between two tags of the page. */
const between = (html: string, tag: string) =>
  Array.from(html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g')), ([, inside = '']) => inside);

describe('the page for who cannot sign in', () => {
  it.each(languages)('is whole in %s, and loads nothing from anywhere', (language) => {
    const html = page.in(language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<title>${words[language].title}</title>`);
    expect(html).not.toMatch(/\{\{\w+\}\}|sourceMappingURL|https?:|\bsrc=/);
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="data:,"']);
  });

  it.each(languages)('has its browser run in %s what stands on it, and nothing else', (language) => {
    const policy = new Map(
      page.headers['content-security-policy']?.split('; ').map((part) => part.split(' ', 2) as [string, string]),
    );
    const hashes = (tag: string) =>
      between(page.in(language), tag).map(
        (inside) => `'sha256-${createHash('sha256').update(inside).digest('base64')}'`,
      );
    expect([policy.get('script-src')]).toEqual(hashes('script'));
    expect([policy.get('style-src')]).toEqual(hashes('style'));
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(page.in(language)).not.toMatch(/\son\w+=|\sstyle=|javascript:/);
  });

  it('says the same in both languages, with the same facts, and every word it asks for', () => {
    const factsOf = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort();
    expect(Object.keys(words.ru)).toEqual(Object.keys(words.en));
    for (const [name, text] of Object.entries(words.en)) expect(factsOf(words.ru[name])).toEqual(factsOf(text));
    const asked = [...source('way-in.html').matchAll(/data-word="(\w+)"/g)].map(([, name = '']) => name);
    const said = [...source('way-in.js').matchAll(/word\('(\w+)'/g)].map(([, name = '']) => name);
    for (const name of [...asked, ...said]) expect(Object.keys(words.en)).toContain(name);
  });

  it('puts in what people wrote as text, never as HTML', () => {
    expect(source('way-in.js')).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(/);
  });

  it('has a label for every field', () => {
    const html = page.in('en');
    for (const [, id] of html.matchAll(/<(?:input|textarea) id="(\w+)"/g)) expect(html).toContain(`<label for="${id}"`);
  });
});

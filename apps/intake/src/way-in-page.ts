import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelLanguage } from '@redress/bootstrap';

const folder = join(import.meta.dirname, '../pages');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const hashOf = (source: string): string => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

type Words = Record<LabelLanguage, Record<'title' | 'noScript', string>>;

/** The page that a letter's link opens: one document that loads nothing, and what a browser is to allow it. */
export class WayInPage {
  readonly headers: Record<string, string>;
  private readonly pages: Record<LabelLanguage, string>;

  constructor() {
    const style = read('way-in.css');
    // The build adds a line for debuggers, who would have a browser fetch it.
    const script = read('way-in.js').replace(/^\/\/# sourceMappingURL=.*$/m, '');
    const words = JSON.parse(read('way-in.words.json')) as Words;
    const whole = (language: LabelLanguage): string => {
      const { title, noScript } = words[language];
      const safeWords = JSON.stringify(words).replaceAll('<', String.raw`\u003c`);
      const places: Record<string, string> = { language, title, noScript, style, script, words: safeWords };
      return read('way-in.html').replace(/\{\{(\w+)\}\}/g, (_place, name: string) => places[name] ?? '');
    };
    this.pages = { ru: whole('ru'), en: whole('en') };
    this.headers = headersOf(hashOf(style), hashOf(script));
  }

  in(language: LabelLanguage): string {
    return this.pages[language];
  }
}

/** Nothing but the page's own script runs, it speaks with its own origin alone, and nobody shows the page inside another. */
function headersOf(style: string, script: string): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'style-src': style,
    'script-src': script,
    'connect-src': "'self'",
    'img-src': 'data:',
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
  };
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    vary: 'accept-language',
  };
}

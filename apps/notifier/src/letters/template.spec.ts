import { describe, expect, it } from '@jest/globals';
import { asHtml } from './as-html.js';
import { asText } from './as-text.js';
import { readTemplate, TemplateMistake } from './template.js';

const facts = (known: Record<string, string> = {}) => new Map(Object.entries(known));
const text = (source: string, known?: Record<string, string>) => asText(readTemplate(source).blocks, facts(known));
const html = (source: string, known?: Record<string, string>) => asHtml(readTemplate(source).blocks, facts(known));

describe("a letter's file", () => {
  it('begins with named lines', () => {
    const { heads, blocks } = readTemplate('Subject: About {{reference}}\nTitle: A title\n\nHello: all.');
    expect([...heads]).toEqual([
      ['Subject', ['About ', { fact: 'reference' }]],
      ['Title', ['A title']],
    ]);
    expect(blocks).toMatchObject([{ kind: 'paragraph', lines: [['Hello: all.']] }]);
  });

  it.each([
    ['Hello,\nAnna', 'Hello,\nAnna', '<p>Hello,<br>\nAnna</p>'],
    ['## What next', 'What next', '<h2>What next</h2>'],
    ['1. One\n2. Two', '1. One\n2. Two', '<ol>\n<li>One</li>\n<li>Two</li>\n</ol>'],
    ['- One\n- Two', '- One\n- Two', '<ul>\n<li>One</li>\n<li>Two</li>\n</ul>'],
    ['> quoted', '> quoted', '<div class="words">quoted</div>'],
    [
      '[Open](https://a.example/?a=1&b=2)',
      'Open:\nhttps://a.example/?a=1&b=2',
      'href="https://a.example/?a=1&amp;b=2"',
    ],
    ['| Your reference | R-1 | Quote it', 'Your reference: R-1\nQuote it', '<div class="strong">R-1</div>'],
  ])('says %j in both parts', (source, plain, markup) => {
    expect(text(source)).toBe(plain);
    expect(html(source)).toContain(markup);
  });

  it('keeps a part for when something is known, and another for when it is not', () => {
    const source = '{{#redress}}\nYou get {{redress}}.\n{{/redress}}\n{{^redress}}\nYou get nothing.\n{{/redress}}';
    expect(text(source, { redress: '5 €' })).toBe('You get 5 €.');
    expect(text(source)).toBe('You get nothing.');
  });

  it('lets rows and points stand together around a part that is left out', () => {
    const source = '| a | 1\n{{#b}}\n| b | 2\n{{/b}}\n{{#c}}\n| c | 3\n{{/c}}\n\n- x\n{{#c}}\n- y\n{{/c}}';
    expect(html(source, { c: '' }).match(/<table/g)).toHaveLength(1);
    expect(html(source, { c: '' }).match(/<ul/g)).toHaveLength(1);
    expect(text(source, { c: '' })).toBe('a: 1\nc: 3\n\n- x\n- y');
  });

  it('is not touched by what stands in a fact', () => {
    const words = '## Not a heading\n{{reference}}\n> <script>alert(1)</script> [a](javascript:b)';
    expect(text('> {{words}}', { words })).toBe(
      '> ## Not a heading\n> {{reference}}\n> > <script>alert(1)</script> [a](javascript:b)',
    );
    const markup = html('> {{words}}', { words });
    expect(markup).not.toMatch(/<script|<h2|<a /);
    expect(markup).toContain('## Not a heading<br>\n{{reference}}<br>\n&gt; &lt;script&gt;');
  });

  it.each([
    ['Hello {{name', /^line 1 has .* names no fact$/],
    ['Subject: All\n\nHello\n- {{first name}}', /^line 4 has .* names no fact$/],
    ['{{#a}}\nHello', /\{\{#a\}\} has no end/],
    ['{{#a}}\n{{^b}}\nHello\n{{/a}}\n{{/b}}', /\{\{\/a\}\} ends what was not begun last/],
    ['Hello\n{{/a}}', /\{\{\/a\}\} ends what was not begun last/],
    ['| a | b\n| only a label', /^line 2 is not a row/],
    ['| a | b | c | d', /is not a row/],
  ])('is refused when it is %j', (source, why) => {
    expect(() => readTemplate(source)).toThrow(TemplateMistake);
    expect(() => readTemplate(source)).toThrow(why);
  });
});

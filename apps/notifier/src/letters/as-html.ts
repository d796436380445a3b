import { type Facts, fill, fitting } from './fill.js';
import type { Block, Line } from './template.js';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

/** A reference is read, and found, as a whole: it does not break at its hyphens. */
const whole = (html: string): string => html.replace(/\bR-\w{4}-\w{4}\b/g, '<span class="whole">$&</span>');

/** A code is copied as a whole: it stands on one line where there is room, and else fills its lines, hyphens or not. */
const code = (html: string): string => html.replace(/[\w-]{30,}/g, '<span class="code">$&</span>');

const breaks = (html: string): string => html.replace(/\n/g, '<br>\n');

function blockAsHtml(block: Block, facts: Facts): string {
  const filled = (line: Line): string => whole(breaks(escapeHtml(fill(line, facts))));
  const items = (lines: Line[]): string => lines.map((line) => `<li>${filled(line)}</li>`).join('\n');
  switch (block.kind) {
    case 'heading':
      return `<h2>${filled(block.line)}</h2>`;
    case 'paragraph':
      return `<p>${block.lines.map(filled).join('<br>\n')}</p>`;
    case 'quote':
      return `<div class="words">${block.lines.map(filled).join('<br>\n')}</div>`;
    case 'steps':
      return `<ol>\n${items(block.lines)}\n</ol>`;
    case 'points':
      return `<ul>\n${items(block.lines)}\n</ul>`;
    case 'facts':
      return `<table role="presentation" class="facts">\n${block.rows.map((row) => rowAsHtml(row.map(filled))).join('\n')}\n</table>`;
    case 'button':
      return `<p><a class="button" href="${escapeHtml(fill(block.address, facts))}">${filled(block.label)}</a></p>`;
  }
}

function rowAsHtml([label, value = '', note]: string[]): string {
  const below = note ? `<div class="quiet">${note}</div>` : '';
  return `<tr><td><div class="quiet">${label}</div><div class="strong">${code(value)}</div>${below}</td></tr>`;
}

/** The blocks as HTML; whatever stands in a fact is shown, never obeyed. */
export function asHtml(blocks: Block[], facts: Facts): string {
  return fitting(blocks, facts)
    .map((block) => blockAsHtml(block, facts))
    .join('\n');
}

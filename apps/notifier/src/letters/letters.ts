import { asHtml, escapeHtml } from './as-html.js';
import { asText } from './as-text.js';
import { type Facts, fill } from './fill.js';
import type { Line, Template } from './template.js';

/** A letter as it is read. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** The named lines that a letter's file must have. */
export const letterHeads = ['Subject', 'Title', 'Preview'] as const;

/** Those of the file that every letter of a language ends with. */
export const endHeads = ['Closing', 'Footer'] as const;

/** The places that the layout must have, each filled once or more. */
export const layoutPlaces = ['language', 'title', 'preview', 'sender', 'body', 'closing', 'footer'] as const;

/** What one letter is made of. */
export interface LetterParts {
  language: string;
  template: Template;
  /** How every letter of this language ends. */
  end: Template;
  /** The page around the HTML part. */
  layout: string;
}

/** Writes one letter: a subject of one line, plain text, and HTML that says the same. */
export function writeLetter({ language, template, end, layout }: LetterParts, facts: Facts): Letter {
  const head = ({ heads }: Template, name: string): string => {
    const line: Line | undefined = heads.get(name);
    if (!line) throw new Error(`the letter has no ${name}`);
    return fill(line, facts).replace(/\s+/g, ' ').trim();
  };
  const [closing, footer, sender] = [head(end, 'Closing'), head(end, 'Footer'), facts.get('sender') ?? ''];
  const places: Record<(typeof layoutPlaces)[number], string> = {
    language,
    title: escapeHtml(head(template, 'Title')),
    preview: escapeHtml(head(template, 'Preview')),
    sender: escapeHtml(sender),
    body: asHtml(template.blocks, facts),
    closing: escapeHtml(closing),
    footer: escapeHtml(footer),
  };
  return {
    subject: head(template, 'Subject'),
    text: `${asText(template.blocks, facts)}\n\n${closing}\n${sender}\n\n-- \n${footer}\n`,
    // In one go: what was put in is not looked at again.
    html: layout.replace(/\{\{(\w+)\}\}/g, (_place, name: keyof typeof places) => places[name]),
  };
}

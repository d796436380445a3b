import { folded, type Word } from './words.js';

/**
 * Keywords per label, as text: each line is a weight and the keywords that have it, `3: free bet*, bonus*`.
 * A keyword is one word or several in a row; a star lets a word go on (`bonus*` fits "bonuses"), without one it is whole.
 */
export type KeywordTable<Label extends string> = Partial<Record<Label, string>>;

interface Stem {
  form: string;
  open: boolean;
}

interface Keyword<Label extends string> {
  label: Label;
  weight: number;
  stems: Stem[];
}

/** Keywords by the form of their first word. */
export interface KeywordIndex<Label extends string> {
  byFirst: Map<string, Keyword<Label>[]>;
  longestForm: number;
}

/** A keyword that occurs in a text: where it first does, in UTF-16 units (end exclusive). */
export interface Found<Label extends string> {
  label: Label;
  weight: number;
  start: number;
  end: number;
}

function stemsOf(keyword: string): Stem[] {
  return keyword.split(/\s+/u).map((part) => ({ form: folded(part.replace('*', '')), open: part.endsWith('*') }));
}

function keywordsOf<Label extends string>(label: Label, lines: string): Keyword<Label>[] {
  return lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, weight, list] = /^\s*(\d+):\s*(.+?),?\s*$/u.exec(line) ?? [];
      if (!weight || !list) throw new Error(`Keywords of ${label}: "${line.trim()}" is not "<weight>: word, word"`);
      return list.split(/\s*,\s*/u).map((keyword) => ({ label, weight: Number(weight), stems: stemsOf(keyword) }));
    });
}

/** Makes tables ready for {@link findKeywords}. Throws when a line cannot be read. */
export function indexed<Label extends string>(...tables: KeywordTable<Label>[]): KeywordIndex<Label> {
  const byFirst = new Map<string, Keyword<Label>[]>();
  let longestForm = 0;
  for (const table of tables) {
    for (const label of Object.keys(table) as Label[]) {
      for (const keyword of keywordsOf(label, table[label] ?? '')) {
        const first = keyword.stems[0]?.form ?? '';
        byFirst.set(first, [...(byFirst.get(first) ?? []), keyword]);
        longestForm = Math.max(longestForm, first.length);
      }
    }
  }
  return { byFirst, longestForm };
}

function fits(stem: Stem, word: Word | undefined): boolean {
  return word !== undefined && (stem.open ? word.form.startsWith(stem.form) : word.form === stem.form);
}

/** The keywords that begin at a word; of those only the ones with the most words. */
function longestAt<Label extends string>(index: KeywordIndex<Label>, words: Word[], at: number): Keyword<Label>[] {
  const form = words[at]?.form ?? '';
  let longest: Keyword<Label>[] = [];
  for (let length = 1; length <= Math.min(form.length, index.longestForm); length += 1) {
    for (const keyword of index.byFirst.get(form.slice(0, length)) ?? []) {
      const size = keyword.stems.length;
      const longestSize = longest[0]?.stems.length ?? 0;
      if (size < longestSize || !keyword.stems.every((stem, offset) => fits(stem, words[at + offset]))) continue;
      longest = size > longestSize ? [keyword] : [...longest, keyword];
    }
  }
  return longest;
}

/** One keyword per label: two stems of one label that fit the same words say nothing twice. */
function heaviestPerLabel<Label extends string>(keywords: Keyword<Label>[]): Keyword<Label>[] {
  return keywords.filter((one, at) =>
    keywords.every((other, otherAt) => {
      if (other === one || other.label !== one.label) return true;
      return one.weight > other.weight || (one.weight === other.weight && at < otherAt);
    }),
  );
}

/**
 * The keywords in a text's words, by their first occurrence, in the order of the text. A keyword of several words claims them:
 * shorter ones inside it do not count ("deposit limit" says nothing about deposits). A repeated keyword counts once.
 */
export function findKeywords<Label extends string>(index: KeywordIndex<Label>, words: Word[]): Found<Label>[] {
  const found = new Map<Keyword<Label>, Found<Label>>();
  for (let at = 0; at < words.length; ) {
    const keywords = longestAt(index, words, at);
    const size = keywords[0]?.stems.length ?? 1;
    const start = words[at]?.start ?? 0;
    const end = words[at + size - 1]?.end ?? start;
    for (const keyword of heaviestPerLabel(keywords)) {
      if (!found.has(keyword)) found.set(keyword, { label: keyword.label, weight: keyword.weight, start, end });
    }
    at += size;
  }
  return [...found.values()];
}

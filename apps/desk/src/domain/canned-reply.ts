import { type Category, categories } from '@redress/contracts';

export const replyLanguages = ['ru', 'en'] as const;
export type ReplyLanguage = (typeof replyLanguages)[number];

/** What may stand in double braces in a reply: facts that the desk knows of every complaint. */
export const replyVariables = ['reference', 'name', 'category', 'receivedOn', 'promisedBy'] as const;
export type ReplyVariable = (typeof replyVariables)[number];
export type ReplyFacts = Record<ReplyVariable, string>;

/** A reply that is written once and sent often, in both languages. */
export interface CannedReply {
  name: string;
  category?: Category;
  title: Record<ReplyLanguage, string>;
  text: Record<ReplyLanguage, string>;
}

const variable = /\{\{\s*([^{}]*?)\s*\}\}/g;
const mostTitle = 200;
const mostText = 20_000;

/** Everything that is wrong with what a file says, a sentence each; none: it is a {@link CannedReply} but for its name. */
export function faultsOf(parsed: unknown): string[] {
  if (!isRecord(parsed)) return ['say title and text, each with ru and en'];
  const unknown = Object.keys(parsed).filter((key) => !['title', 'text', 'category'].includes(key));
  const { category, title, text } = parsed;
  return [
    ...unknown.map((key) => `${key} is not known: only title, text and category are`),
    ...(category === undefined || categories.some((known) => known === category)
      ? []
      : ['category is none of the taxonomy']),
    ...faultsIn('title', title, mostTitle),
    ...faultsIn('text', text, mostText),
  ];
}

function faultsIn(field: string, value: unknown, most: number): string[] {
  if (!isRecord(value)) return [`${field} needs ru and en`];
  const others = Object.keys(value).filter((key) => !replyLanguages.some((language) => language === key));
  return [
    ...others.map((key) => `${field}.${key} is none of ${replyLanguages.join(', ')}`),
    ...replyLanguages.flatMap((language) => faultsOfWords(`${field}.${language}`, value[language], most)),
  ];
}

function faultsOfWords(path: string, words: unknown, most: number): string[] {
  if (typeof words !== 'string' || words.trim() === '') return [`${path} is missing`];
  const named = [...words.matchAll(variable)].map(([, name = '']) => name);
  const unknown = named.filter((name) => !replyVariables.some((known) => known === name));
  return [
    ...(words.length > most ? [`${path} is longer than ${most} characters`] : []),
    ...unknown.map((name) => `${path} names {{${name}}}: only ${replyVariables.join(', ')} can be filled in`),
    ...(/\{\{|\}\}/.test(words.replaceAll(variable, '')) ? [`${path} has braces that are not closed`] : []),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text with the facts in place of the variables. */
export function fillIn(text: string, facts: ReplyFacts): string {
  return text.replaceAll(variable, (whole, name: string) => facts[name as ReplyVariable] ?? whole);
}

import { type Category, type ComplaintCategorised, categories, type Span } from '@redress/contracts';
import { assessComplexity } from './assess-complexity.js';
import { decide } from './decide.js';
import { type Found, findKeywords, indexed } from './keywords.js';
import { english } from './vocabulary/english.js';
import { russian } from './vocabulary/russian.js';
import { wordsOf } from './words.js';

/** Name and version of this way of deciding; a changed table or rule is a new version. */
const model = 'keywords-2';

const index = indexed(russian, english);

/** Evidence below this is a coincidence and makes no tag. */
const enoughForTag = 2;

/** Evidence that halves the doubt: with this much and no rival the confidence is one half. */
const halfSure = 2;

const mostSpans = 100;

const urgent: readonly Category[] = ['security-fraud', 'responsible-gambling'];

/** The words of a complaint that a category is read from; `text` is trimmed. */
export interface ReadableWords {
  text: string;
  subject?: string;
}

type Scores = Map<Category, number>;

function scored(found: Found<Category>[]): Scores {
  const scores: Scores = new Map();
  for (const { label, weight } of found) scores.set(label, (scores.get(label) ?? 0) + weight);
  return scores;
}

/** Heaviest first; a tie goes to the customer's pick, then to the order of the taxonomy. */
function ranked(scores: Scores, pick: Category | undefined): Category[] {
  const rank = (category: Category) => (category === pick ? -1 : categories.indexOf(category));
  return [...scores.keys()].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || rank(a) - rank(b));
}

/** share of all evidence × evidence ÷ (evidence + 2), to three decimals: 0 without evidence, towards 1 with much and no rival. */
function confidenceIn(category: Category, scores: Scores): number {
  const own = scores.get(category) ?? 0;
  const all = [...scores.values()].reduce((sum, score) => sum + score, 0);
  return all === 0 ? 0 : Math.round((own / all) * (own / (own + halfSure)) * 1000) / 1000;
}

/** What speaks for each category: the text, or the subject where that says more. */
function weighed(found: Found<Category>[], subject: string): Scores {
  const scores = scored(found);
  const headline = scored(findKeywords(index, wordsOf(subject)));
  for (const [category, score] of headline) scores.set(category, Math.max(score, scores.get(category) ?? 0));
  return scores;
}

function spansOf(category: Category, found: Found<Category>[]): Span[] {
  return found
    .filter(({ label }) => label === category)
    .slice(0, mostSpans)
    .map(({ start, end, weight }) => ({ start, end, weight }));
}

/**
 * Says what a complaint is about: the category with the heaviest keywords. What no keyword speaks for, and what can no
 * longer be read (`words` absent), takes the customer's pick, else `other`, with confidence 0. What becomes of the answer
 * is said by {@link decide}. The same words always get the same answer; any string has one.
 */
export function categorise(words: ReadableWords | undefined, pick?: Category): ComplaintCategorised {
  const text = wordsOf(words?.text ?? '');
  const found = findKeywords(index, text);
  const scores = weighed(found, words?.subject ?? '');
  const [category = pick ?? 'other', ...others] = ranked(scores, pick);
  const tags = others.filter((other) => (scores.get(other) ?? 0) >= enoughForTag);
  const confidence = confidenceIn(category, scores);
  return {
    category,
    tags,
    confidence,
    complexity: assessComplexity(text, category, tags),
    priority: urgent.includes(category) ? 'high' : 'normal',
    decision: decide(confidence, category, pick),
    model,
    spans: spansOf(category, found),
  };
}

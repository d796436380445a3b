import type { Category, Complexity } from '@redress/contracts';
import { findKeywords, indexed } from './keywords.js';
import { legal } from './vocabulary/legal.js';
import type { Word } from './words.js';

const lawIndex = indexed(legal);

/** A story of more words than this takes longer to work through. */
const manyWords = 250;

const alwaysComplex: readonly Category[] = ['security-fraud', 'responsible-gambling'];

/**
 * Complex when one of these holds: fraud or gambling harm; at least two further categories are touched; the text has
 * more than 250 words; it speaks of a court, a lawyer, the police or a regulator. Simple otherwise.
 */
export function assessComplexity(words: Word[], category: Category, tags: readonly Category[]): Complexity {
  const complex =
    alwaysComplex.includes(category) ||
    tags.length >= 2 ||
    words.length > manyWords ||
    findKeywords(lawIndex, words).length > 0;
  return complex ? 'complex' : 'simple';
}

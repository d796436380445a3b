import type { Category, Complexity } from '@redress/contracts';
import { findKeywords, indexed } from './keywords.js';
import { legal } from './vocabulary/legal.js';

const lawIndex = indexed(legal);

/** A longer story than this, in UTF-16 units, takes longer to work through. */
const longText = 1_500;

const alwaysComplex: readonly Category[] = ['security-fraud', 'responsible-gambling'];

/**
 * Complex when one of these holds: fraud or gambling harm; at least two further categories are touched; the text is
 * longer than 1,500 units; it speaks of a court, a lawyer, the police or a regulator. Simple otherwise.
 */
export function assessComplexity(text: string, category: Category, tags: readonly Category[]): Complexity {
  const complex =
    alwaysComplex.includes(category) ||
    tags.length >= 2 ||
    text.length > longText ||
    findKeywords(lawIndex, text).length > 0;
  return complex ? 'complex' : 'simple';
}

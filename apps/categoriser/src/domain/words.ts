/** A word of a text, folded for comparing, with its place in UTF-16 units (end exclusive). */
export interface Word {
  form: string;
  start: number;
  end: number;
}

/** What is compared: lower case, and ё written as е, as most people write it. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  return lower.includes('ё') ? lower.replaceAll('ё', 'е') : lower;
}

/** The runs of letters and digits of a text, in order. Any string has an answer, broken surrogates included. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: run, index }) => ({
    form: folded(run),
    start: index,
    end: index + run.length,
  }));
}

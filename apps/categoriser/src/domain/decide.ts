import type { CategorisingDecision, Category } from '@redress/contracts';

/** Confidence from which the machine's word stands: one telling keyword without a rival has 0.5 or more. */
const sure = 0.5;

/** Confidence from which it is good enough to give the complaint to somebody, who may correct it. */
const likely = 0.25;

const steps = ['triage', 'suggest', 'auto'] as const;

/**
 * What becomes of a category that the words speak for with this confidence: `auto` when they are sure, `suggest` when it
 * is likely, else `triage`: a person says it before anybody is given the complaint. A customer who picked the same
 * makes it one step surer; one who picked another category leaves nothing surer than `suggest`.
 */
export function decide(confidence: number, category: Category, pick: Category | undefined): CategorisingDecision {
  const step = confidence >= sure ? 2 : confidence >= likely ? 1 : 0;
  if (pick === undefined) return steps[step];
  return (pick === category ? steps[step + 1] : steps[Math.min(step, 1)]) ?? 'auto';
}

import type { FactKind } from '../domain/letter-facts.js';
import type { Block, Condition, Line, Template } from './template.js';

type Known = Readonly<Record<string, FactKind>>;

function linesOf(block: Block): Line[] {
  switch (block.kind) {
    case 'heading':
      return [block.line];
    case 'facts':
      return block.rows.flat();
    case 'button':
      return [block.label, block.address];
    default:
      return block.lines;
  }
}

function faultOfFact(fact: string, conditions: Condition[], known: Known): string | undefined {
  const kind = known[fact];
  if (!kind) return `{{${fact}}} is nothing this letter knows; it knows ${namesOf(known)}`;
  if (kind === 'sign') return `{{${fact}}} has no words; it can only begin a part: {{#${fact}}} … {{/${fact}}}`;
  if (kind === 'always' || conditions.some((condition) => condition.fact === fact && condition.known)) return undefined;
  return `{{${fact}}} is not always known: put it between {{#${fact}}} and {{/${fact}}}, each on a line of its own`;
}

function namesOf(known: Known): string {
  return Object.keys(known).join(', ');
}

/** Everything that is wrong with a file, given the named lines it must have and the facts it may name. */
export function faultsOf({ heads, blocks }: Template, mustHave: readonly string[], known: Known): string[] {
  const missing = mustHave.filter((name) => !heads.has(name)).map((name) => `it lacks a line "${name}: …" at its top`);
  const needless = [...heads.keys()]
    .filter((name) => !mustHave.includes(name))
    .map((name) => `the line "${name}: …" at its top means nothing; known are ${mustHave.join(', ')}`);
  const named = [...heads.values()].map((line) => ({ line, conditions: [] as Condition[] }));
  for (const block of blocks) for (const line of linesOf(block)) named.push({ line, conditions: block.conditions });
  const facts = named.flatMap(({ line, conditions }) =>
    line.flatMap((piece) => (typeof piece === 'string' ? [] : (faultOfFact(piece.fact, conditions, known) ?? []))),
  );
  const parts = blocks
    .flatMap(({ conditions }) => conditions)
    .filter(({ fact }) => !known[fact])
    .map(({ fact }) => `{{#${fact}}} is nothing this letter knows; it knows ${namesOf(known)}`);
  return [...new Set([...missing, ...needless, ...facts, ...parts])];
}

import type { Block, Condition, Line } from './template.js';

/** What is known for one letter, by name; a fact that is not there is not known. */
export type Facts = ReadonlyMap<string, string>;

/** A letter cannot be written: it names what is not known. */
export class UnknownFact extends Error {
  override readonly name = 'UnknownFact';

  constructor(fact: string) {
    super(`the letter names ${fact}, which is not known`);
  }
}

/** A line with its facts in place. What a fact says is never read as markup: that was read before. */
export function fill(line: Line, facts: Facts): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const value = facts.get(piece.fact);
      if (value === undefined) throw new UnknownFact(piece.fact);
      return value;
    })
    .join('');
}

/** The blocks that belong into this letter; rows and points that then stand together are one block. */
export function fitting(blocks: Block[], facts: Facts): Block[] {
  const holds = ({ fact, known }: Condition): boolean => facts.has(fact) === known;
  return blocks.filter(({ conditions }) => conditions.every(holds)).reduce<Block[]>(joined, []);
}

function joined(before: Block[], block: Block): Block[] {
  const last = before.at(-1);
  if (last?.kind === 'facts' && block.kind === 'facts') {
    return [...before.slice(0, -1), { ...last, rows: [...last.rows, ...block.rows] }];
  }
  if (last?.kind === 'points' && block.kind === 'points') {
    return [...before.slice(0, -1), { ...last, lines: [...last.lines, ...block.lines] }];
  }
  return [...before, block];
}

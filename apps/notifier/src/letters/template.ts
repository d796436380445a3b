/** A piece of a line: words as they are written, or the name of a fact to put there. */
export type Piece = string | { fact: string };
export type Line = Piece[];

/** What must hold for a part of a letter to be in it: a fact is known, or is not. */
export interface Condition {
  fact: string;
  known: boolean;
}

export type Block = { conditions: Condition[] } & (
  | { kind: 'paragraph' | 'quote' | 'steps' | 'points'; lines: Line[] }
  | { kind: 'heading'; line: Line }
  /** Rows of a label, a value and perhaps a note. */
  | { kind: 'facts'; rows: Line[][] }
  | { kind: 'button'; label: Line; address: Line }
);

/** A file as it was read: the named lines at its top, and what follows them. */
export interface Template {
  heads: Map<string, Line>;
  blocks: Block[];
}

/** A file that cannot be read as a letter: what is wrong, and where. */
export class TemplateMistake extends Error {
  override readonly name = 'TemplateMistake';
}

/** A line, or a part of it, that cannot be read; what stands there is for finding it, not for saying it. */
class SpoiledLine extends Error {
  constructor(
    readonly words: string,
    readonly what: string,
  ) {
    super();
  }
}

const headLine = /^([A-Z][a-z]+):\s*(.+)$/;
const sectionLine = /^\{\{([#^/])\s*([A-Za-z]+)\s*\}\}$/;
const buttonLine = /^\[(.+)\]\((.+)\)$/;

/** `Hello {{name}}` as pieces. */
function readLine(text: string): Line {
  const line = text
    .split(/(\{\{.*?\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = /^\{\{\s*([A-Za-z]+)\s*\}\}$/.exec(piece)?.[1];
      return name ? { fact: name } : piece;
    });
  const odd = line.find((piece) => typeof piece === 'string' && /\{\{|\}\}/.test(piece));
  if (odd) throw new SpoiledLine(text, 'has {{ or }} that names no fact');
  return line;
}

/** Lines that stand together make one block; their beginning says which. */
function readBlock(lines: string[], conditions: Condition[]): Block {
  const after = (mark: RegExp) =>
    lines.every((line) => mark.test(line)) && lines.map((line) => line.replace(mark, '').trim());
  const [only = '', ...others] = lines;
  const heading = after(/^## /);
  if (heading && others.length === 0) return { kind: 'heading', line: readLine(heading[0] ?? ''), conditions };
  for (const [kind, mark] of [
    ['steps', /^\d+\. /],
    ['points', /^- /],
    ['quote', /^> /],
  ] as const) {
    const marked = after(mark);
    if (marked) return { kind, lines: marked.map(readLine), conditions };
  }
  const rows = after(/^\| /);
  if (rows) return { kind: 'facts', rows: rows.map(readRow), conditions };
  const button = others.length === 0 && buttonLine.exec(only);
  if (button)
    return { kind: 'button', label: readLine(button[1] ?? ''), address: readLine(button[2] ?? ''), conditions };
  return { kind: 'paragraph', lines: lines.map(readLine), conditions };
}

function readRow(row: string): Line[] {
  const cells = row.split('|').map((cell) => cell.trim());
  if (cells.length < 2 || cells.length > 3 || cells.includes('')) {
    throw new SpoiledLine(row, 'is not a row: | label | value, perhaps with | a note');
  }
  return cells.map(readLine);
}

/** The blocks below the named lines, each with the sections it stands in. */
function readBlocks(lines: string[]): Block[] {
  const blocks: Block[] = [];
  const open: Condition[] = [];
  let together: string[] = [];
  const endBlock = (): void => {
    if (together.length > 0) blocks.push(readBlock(together, [...open]));
    together = [];
  };
  for (const line of lines) {
    const [, mark, fact = ''] = sectionLine.exec(line) ?? [];
    if (!mark) {
      if (line === '') endBlock();
      else together.push(line);
      continue;
    }
    endBlock();
    if (mark !== '/') open.push({ fact, known: mark === '#' });
    else if (open.pop()?.fact !== fact) throw new TemplateMistake(`{{/${fact}}} ends what was not begun last`);
  }
  endBlock();
  const unended = open.at(-1);
  if (unended) throw new TemplateMistake(`{{${unended.known ? '#' : '^'}${unended.fact}}} has no end`);
  return blocks;
}

/** Reads a letter's file. Throws a {@link TemplateMistake}. */
export function readTemplate(source: string): Template {
  const lines = source.split(/\r?\n/).map((line) => line.trim());
  try {
    return readLines(lines);
  } catch (error) {
    if (!(error instanceof SpoiledLine)) throw error;
    const at = lines.findIndex((line) => line.includes(error.words)) + 1;
    throw new TemplateMistake(`line ${at} ${error.what}`);
  }
}

function readLines(lines: string[]): Template {
  const heads = new Map<string, Line>();
  let next = 0;
  for (; next < lines.length; next += 1) {
    const [, name, text] = headLine.exec(lines[next] ?? '') ?? [];
    if (!name || !text) break;
    heads.set(name, readLine(text));
  }
  return { heads, blocks: readBlocks(lines.slice(next)) };
}

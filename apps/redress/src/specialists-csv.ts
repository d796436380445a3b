import { CsvError, type Info, parse } from 'csv-parse/sync';
import { type Entry, fields, type Mistake, type SpecialistsFile } from './specialists-entry.js';
import { readCapacity, readRetired, readShifts, readSkills } from './specialists-words.js';

interface Row {
  record: Record<string, string | undefined>;
  /** The library's types leave out what was wrong with a line that it took all the same. */
  info: Info & { error?: CsvError };
}

const readers: Record<string, (text: string) => unknown> = {
  name: (text) => text,
  skills: readSkills,
  shifts: readShifts,
  capacity: readCapacity,
  retired: readRetired,
};

/** Spreadsheets separate by what their country leaves free. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  return [';', '\t'].find((one) => header.includes(one)) ?? ',';
}

/** One specialist a line under a line of headings. A cell left empty says nothing; one with a single hyphen says "none". */
export function readCsv(text: string): SpecialistsFile {
  const mistakes: Mistake[] = [];
  let header = 1;
  try {
    const rows: Row[] = parse(text, {
      columns: (names: string[]) => {
        header = text.split('\n').findIndex((line) => line.trim() !== '') + 1;
        const known = names.map((name) => name.toLowerCase());
        mistakes.push(...headerMistakes(known).map((message) => ({ line: header, message })));
        return known;
      },
      delimiter: delimiterOf(text.trimStart()),
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    if (rows.length === 0) mistakes.push({ line: header, message: 'there is no specialist under the headings' });
    return { entries: rows.flatMap((row) => entryOf(row, mistakes)), mistakes };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { entries: [], mistakes: [...mistakes, { line: Number(error.lines ?? header), message: saidOf(error) }] };
  }
}

function headerMistakes(names: string[]): string[] {
  const odd = names.filter((name) => !(fields as readonly string[]).includes(name));
  const twice = names.filter((name, nth) => names.indexOf(name) !== nth);
  return [
    ...odd.map((name) => `there is no field ${name || '(empty)'}, only ${fields.join(', ')}`),
    ...twice.map((name) => `the column ${name} is there twice`),
    ...(names.includes('id') ? [] : ['a column id is missing']),
  ];
}

function entryOf({ record, info }: Row, mistakes: Mistake[]): Entry[] {
  const line = info.lines;
  if (info.error) mistakes.push({ line, message: saidOf(info.error) });
  const { id = '', ...cells } = record;
  if (id === '') {
    mistakes.push({ line, message: 'id is missing' });
    return [];
  }
  const said = Object.entries(cells).filter(([name, text]) => text && readers[name]);
  const facts = Object.fromEntries(
    said.map(([name, text = '']) => [
      name,
      text === '-' && /^(skills|shifts)$/.test(name) ? [] : readers[name]?.(text),
    ]),
  );
  return [{ id, facts, lineOf: () => line }];
}

function saidOf({ code }: CsvError): string {
  const sentences: Partial<Record<string, string>> = {
    CSV_RECORD_INCONSISTENT_COLUMNS: 'the line has another number of cells than the headings',
    CSV_QUOTE_NOT_CLOSED: 'a quotation mark is not closed',
  };
  return (
    sentences[code] ?? 'the line cannot be read as CSV: put cells with commas or quotation marks in quotation marks'
  );
}

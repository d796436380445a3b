import { isMap, isScalar, LineCounter, type Node, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import { type Entry, fields, type Mistake, type SpecialistsFile } from './specialists-entry.js';
import { readShifts, readSkills } from './specialists-words.js';

/** A list of specialists, at the top or under `specialists`. Skills and shifts may be written in short, as in CSV. */
export function readYaml(text: string): SpecialistsFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (node: unknown): number => counter.linePos((node as Node | undefined)?.range?.[0] ?? 0).line;
  const broken = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    message: message.split('\n', 1)[0]?.replace(/ at line \d+.*$/, '') ?? 'cannot be read as YAML',
  }));
  if (broken.length > 0) return { entries: [], mistakes: broken };
  const top: unknown = isMap(document.contents) ? document.contents.get('specialists') : document.contents;
  if (!(top instanceof YAMLSeq)) {
    const message = 'the file must be a list of specialists, at the top or under specialists:';
    return { entries: [], mistakes: [{ line: 1, message }] };
  }
  const mistakes: Mistake[] = [];
  return { entries: top.items.flatMap((item) => entryOf(item, lineAt, mistakes)), mistakes };
}

function entryOf(item: unknown, lineAt: (node: unknown) => number, mistakes: Mistake[]): Entry[] {
  const line = lineAt(item);
  if (!(item instanceof YAMLMap)) {
    mistakes.push({ line, message: 'a specialist must have fields, such as id: ivan' });
    return [];
  }
  const { id, ...facts } = item.toJSON() as Record<string, unknown>;
  if (typeof id !== 'string' || id === '') {
    mistakes.push({ line, message: id === undefined ? 'id is missing' : 'id must be a text' });
    return [];
  }
  for (const { key } of item.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if ((fields as readonly string[]).includes(name)) continue;
    mistakes.push({ line: lineAt(key), message: `there is no field ${name}, only ${fields.join(', ')}` });
  }
  return [{ id, facts: written(facts), lineOf: (path) => lineOfPath(item, path, lineAt) }];
}

function written({ skills, shifts, ...facts }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...facts,
    ...(skills !== undefined && { skills: inFull(skills, readSkills) }),
    ...(shifts !== undefined && { shifts: inFull(shifts, readShifts) }),
  };
}

/** A text, or a list whose entries may be texts, read as it would be in a cell; null is an empty list. */
function inFull(value: unknown, read: (text: string) => unknown): unknown {
  if (value === null) return [];
  if (typeof value === 'string') return read(value);
  return Array.isArray(value) ? value.flatMap((one) => (typeof one === 'string' ? read(one) : [one])) : value;
}

/** The line of the innermost part of a path that is there. */
function lineOfPath(item: YAMLMap, path: string, lineAt: (node: unknown) => number): number {
  let node: unknown = item;
  let line = lineAt(item);
  for (const step of path.split('.')) {
    if (node instanceof YAMLMap) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (!pair) break;
      line = lineAt(pair.key);
      node = pair.value;
    } else if (node instanceof YAMLSeq && node.items[Number(step)] !== undefined) {
      node = node.items[Number(step)];
      line = lineAt(node);
    } else break;
  }
  return line;
}

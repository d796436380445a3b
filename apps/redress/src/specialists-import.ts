import { exits, Failure } from './failure.js';
import { type Change, changeOf } from './specialists-changes.js';
import type { Entry, Mistake, SpecialistsFile } from './specialists-entry.js';
import type { Specialist, SpecialistsServer } from './specialists-server.js';

/** Told how far it has come. */
export type Progress = (what: string, done: number, of: number) => void;

/** An entry that the assigner would take, and what it would do. */
export interface Planned {
  id: string;
  facts: object;
  change: Change;
}

/**
 * Finds out what a file would change, and changes nothing. Throws {@link Failure} with every mistake in it and its line,
 * those that only the assigner can find too.
 */
export async function plan(
  { entries, mistakes }: SpecialistsFile,
  server: SpecialistsServer,
  progress: Progress,
): Promise<Planned[]> {
  const known = await server.all();
  const planned: Planned[] = [];
  const found = [...mistakes];
  for (const [nth, entry] of entries.entries()) {
    const tried = await tryOut(entry, known.get(entry.id), server);
    if ('mistakes' in tried) found.push(...tried.mistakes);
    else planned.push(tried);
    progress('checked', nth + 1, entries.length);
  }
  if (found.length > 0) throw new Failure(exits.failed, listed(found));
  return planned;
}

/** Makes the planned changes, one after the other; what is as it should be is left alone, so it can be run again at any time. */
export async function apply(planned: Planned[], server: SpecialistsServer, progress: Progress): Promise<void> {
  const changes = planned.filter(({ change }) => change.what !== 'as it is');
  for (const [nth, { id, facts }] of changes.entries()) {
    await server.keep(id, facts);
    progress('kept', nth + 1, changes.length);
  }
}

const needed = ['name', 'skills', 'capacity'];

async function tryOut(
  { id, facts: said, lineOf }: Entry,
  before: Specialist | undefined,
  server: SpecialistsServer,
): Promise<Planned | { mistakes: Mistake[] }> {
  const facts = { ...(before && factsOf(before)), ...said };
  const after = await server.tryOut(id, facts);
  if (!('errors' in after)) return { id, facts, change: changeOf(before, after) };
  return { mistakes: mistakesOf(id, before ? [] : needed.filter((name) => !(name in said)), after.errors, lineOf) };
}

/** Each field once; what somebody new lacks is one mistake, whatever the assigner finds wrong with nothing. */
function mistakesOf(
  id: string,
  missing: string[],
  errors: { path: string; message: string }[],
  lineOf: Entry['lineOf'],
): Mistake[] {
  const first = new Map(errors.toReversed().map(({ path, message }) => [path, message]));
  const wrong = [...first].filter(([path, message]) => !missing.includes(path) && !message.includes('nested property'));
  return [
    ...(missing.length > 0 ? [{ line: lineOf('id'), message: `${id} is new and needs ${missing.join(', ')}` }] : []),
    ...wrong.map(([path, message]) => ({
      line: lineOf(path),
      message: [id, path === 'id' ? '' : path].filter(Boolean).join(': ').concat(' ', plain(message)),
    })),
  ];
}

function factsOf({ name, skills, capacity, shifts, retired }: Specialist): object {
  return { name, skills, capacity, shifts, retired };
}

/** The path is said before it: a message that begins with its last step again is shortened. */
const plain = (message: string): string => message.replace(/^\w+ (?=must|should)/, '');

function listed(mistakes: Mistake[]): string {
  const lines = mistakes.toSorted((a, b) => a.line - b.line).map(({ line, message }) => `  line ${line}: ${message}`);
  const times = mistakes.length === 1 ? 'one mistake' : `${mistakes.length} mistakes`;
  return [`The file has ${times}; nothing was changed:`, ...new Set(lines)].join('\n');
}

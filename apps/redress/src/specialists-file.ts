import { extname } from 'node:path';
import { readCsv } from './specialists-csv.js';
import type { SpecialistsFile } from './specialists-entry.js';
import { readYaml } from './specialists-yaml.js';

const wellFormed = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Reads a file of specialists, by the ending of its name: YAML, else CSV. Finds every mistake that needs no service. */
export function readSpecialists(name: string, text: string): SpecialistsFile {
  const { entries, mistakes } = /^\.ya?ml$/i.test(extname(name)) ? readYaml(text) : readCsv(text);
  const lines = new Map<string, number>();
  for (const { id, lineOf } of entries) {
    const line = lineOf('id');
    if (!wellFormed.test(id)) mistakes.push({ line, message: `${id}: an id is of small letters, digits and hyphens` });
    const first = lines.get(id);
    if (first !== undefined) mistakes.push({ line, message: `${id} is in the file twice, first on line ${first}` });
    else lines.set(id, line);
  }
  return { entries, mistakes };
}

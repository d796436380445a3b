import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { plantedWord } from '../map.js';

/** What a service only says when a promise was broken. */
const alarming = /heard before under another id/;

export interface ReadLogs {
  leaks: string[];
  alarms: string[];
}

/** Looks for planted words and alarms in log files. */
export async function readLogs(files: string[]): Promise<ReadLogs> {
  const found: ReadLogs = { leaks: [], alarms: [] };
  for (const file of files.filter((one) => existsSync(one))) {
    let nth = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) {
      nth += 1;
      if (line.includes(plantedWord)) found.leaks.push(`${basename(file)}:${nth}`);
      if (alarming.test(line)) found.alarms.push(`${basename(file)}:${nth}`);
    }
  }
  return found;
}

import { referencePattern } from '@redress/contracts';
import type { Deployment } from './deployment.js';
import { exits, Failure } from './failure.js';
import { about } from './journal-record.js';
import { readJournal } from './read-journal.js';

/** The id of the complaint with that reference, or the id itself. Throws {@link Failure} (not found). */
export async function complaintId(deployment: Deployment, ref: string): Promise<string> {
  if (!referencePattern.test(ref.toUpperCase())) return ref;
  let id: string | undefined;
  const isMeant = about(ref);
  await readJournal(deployment, (record) => {
    if (isMeant(record)) id = record.event?.subject;
    return id === undefined;
  });
  if (id === undefined) throw new Failure(exits.notFound, `No complaint has the reference ${ref}.`);
  return id;
}

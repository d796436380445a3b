import { Logger } from '@nestjs/common';
import { doesNotOpen } from '@redress/bootstrap';
import type { TimelineEntry } from './history.js';

/** Opened words by event id; redacted ones are not in it. */
export type OpenedWords = Map<string, Words>;

/** What of opened words a timeline shows, whatever else is in them. */
interface Words {
  text?: string;
  /** Of a correction. */
  reason?: string;
}

interface Sealed {
  complaintId: string;
  eventId: string;
  sealed: string;
}

/**
 * Opens sealed words: the vault. `undefined` stands for redacted ones. Throws an error of the name `VaultError`, whose
 * message carries no words, when any of the others does not open, however often it is tried.
 */
export interface WordsOpener {
  open<W extends object>(sealed: Sealed[]): Promise<(W | undefined)[]>;
}

/** What does not open must not keep the others closed: halved until it stands alone, then redacted with an alarm. */
async function openAll(sealed: Sealed[], vault: WordsOpener): Promise<(Words | undefined)[]> {
  try {
    return await vault.open<Words>(sealed);
  } catch (error) {
    if (!doesNotOpen(error)) throw error;
    if (sealed.length === 1) {
      new Logger('Timeline').error(`Shown as redacted: ${error.message}`);
      return [undefined];
    }
    const half = Math.ceil(sealed.length / 2);
    return [...(await openAll(sealed.slice(0, half), vault)), ...(await openAll(sealed.slice(half), vault))];
  }
}

/** The words of all these entries, at once. Those that do not open are redacted, and said in the log. */
export async function openWords(
  complaints: { id: string; timeline: Pick<TimelineEntry, 'id' | 'sealed'>[] }[],
  vault: WordsOpener,
): Promise<OpenedWords> {
  const sealed = complaints.flatMap(({ id, timeline }) =>
    timeline.flatMap((entry) => (entry.sealed ? [{ complaintId: id, eventId: entry.id, sealed: entry.sealed }] : [])),
  );
  const opened = await openAll(sealed, vault);
  return new Map(sealed.flatMap(({ eventId }, nth) => (opened[nth] ? [[eventId, opened[nth]] as const] : [])));
}

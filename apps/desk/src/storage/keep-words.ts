import type { Transaction } from '@redress/messaging';

/** What was said in one event. */
export interface SaidWords {
  eventId: string;
  complaintId: string;
  words: string;
}

const keep = `
  INSERT INTO searchable_words (event_id, complaint_id, words)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) ON CONFLICT DO NOTHING`;

/** PostgreSQL stores neither NUL nor lone surrogates. */
const storable = (words: string): string => words.replaceAll(/[\0\p{Surrogate}]/gu, ' ');

/** Makes words findable. */
export async function keepWords(tx: Transaction, said: SaidWords[]): Promise<void> {
  if (said.length === 0) return;
  await tx.query(keep, [
    said.map(({ eventId }) => eventId),
    said.map(({ complaintId }) => complaintId),
    said.map(({ words }) => storable(words)),
  ]);
}

import type { Principal } from '@redress/bootstrap';
import type { ComplaintState } from '@redress/lifecycle';
import type { DataSource } from 'typeorm';
import { isSeen, readerOf } from './sight.js';

type Database = Pick<DataSource, 'query'>;

/** A complaint in a list: what is known of it, and some of its words. */
export interface ListedComplaint {
  id: string;
  state: ComplaintState;
  excerpt: string;
}

export interface Page {
  after: string | undefined;
  limit: number;
}

const excerptLength = 300;

const triage = `
  SELECT kept.complaint_id AS id, kept.state, coalesce(left(said.words, ${excerptLength}), '') AS excerpt
  FROM complaint_state AS kept
  LEFT JOIN LATERAL (
    SELECT words FROM searchable_words WHERE searchable_words.complaint_id = kept.complaint_id ORDER BY event_id LIMIT 1
  ) AS said ON true
  WHERE kept.state ->> 'status' = 'triage' AND ($3::uuid IS NULL OR kept.complaint_id > $3) AND ${isSeen}
  ORDER BY kept.complaint_id LIMIT $4`;

/** Complaints that wait for a person to say what they are about, the oldest first. */
export function listTriage(database: Database, reader: Principal, { after, limit }: Page): Promise<ListedComplaint[]> {
  return database.query(triage, [...readerOf(reader), after, limit]);
}

// What matches is found by the index before anybody's rights are asked; an excerpt is made for what is shown alone.
const search = `
  WITH asked AS (
    SELECT websearch_to_tsquery('pg_catalog.russian', $3) AS query
  ), matching AS (
    SELECT DISTINCT ON (said.complaint_id) said.complaint_id, said.words
    FROM searchable_words AS said, asked
    WHERE said.lexemes @@ asked.query AND ($4::uuid IS NULL OR said.complaint_id < $4)
    ORDER BY said.complaint_id DESC, said.event_id
  ), seen AS (
    SELECT kept.complaint_id, kept.state, matching.words
    FROM matching JOIN complaint_state AS kept USING (complaint_id)
    WHERE ${isSeen}
    ORDER BY kept.complaint_id DESC LIMIT $5
  )
  SELECT complaint_id AS id, state, ts_headline('pg_catalog.russian', words, asked.query,
    'StartSel="", StopSel="", MaxWords=40, MinWords=15') AS excerpt
  FROM seen, asked ORDER BY complaint_id DESC`;

/** Complaints in which these words were said, by anybody, in any of their forms; the newest first. */
export function searchComplaints(
  database: Database,
  reader: Principal,
  words: string,
  { after, limit }: Page,
): Promise<ListedComplaint[]> {
  return database.query(search, [...readerOf(reader), words, after, limit]);
}

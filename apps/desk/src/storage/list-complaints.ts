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

const stemmed = `websearch_to_tsquery('pg_catalog.russian', $3)`;
const stemmedTwice = `to_tsquery('pg_catalog.russian', ${stemmed}::text)`;
// A stem that is a word without meaning would be lost the second time, and more be found than was asked for.
const asked = `(CASE WHEN numnode(${stemmedTwice}) = numnode(${stemmed}) THEN ${stemmed} || ${stemmedTwice} ELSE ${stemmed} END)`;

// Said so that the planner may choose: rare words are looked up in the index, common ones met from the newest on.
const search = `
  WITH found AS MATERIALIZED (
    SELECT kept.complaint_id, kept.state FROM complaint_state AS kept
    WHERE ($4::uuid IS NULL OR kept.complaint_id < $4)
      AND EXISTS (
        SELECT FROM searchable_words AS said
        WHERE said.complaint_id = kept.complaint_id AND said.lexemes @@ ${asked}
      )
      AND ${isSeen}
    ORDER BY kept.complaint_id DESC LIMIT $5
  )
  SELECT complaint_id AS id, state, (
    SELECT ts_headline('pg_catalog.russian', said.words, ${asked},
      'StartSel="", StopSel="", MaxWords=40, MinWords=15')
    FROM searchable_words AS said
    WHERE said.complaint_id = found.complaint_id AND said.lexemes @@ ${asked}
    ORDER BY said.event_id LIMIT 1
  ) AS excerpt
  FROM found ORDER BY complaint_id DESC`;

/** Complaints in which these words were said, by anybody, in any of their forms; the newest first. */
export function searchComplaints(
  database: Database,
  reader: Principal,
  words: string,
  { after, limit }: Page,
): Promise<ListedComplaint[]> {
  return database.query(search, [...readerOf(reader), words, after, limit]);
}

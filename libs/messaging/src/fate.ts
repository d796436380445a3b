/**
 * What became of a record: it took effect, was heard before, contradicts what was heard under its number, does not
 * concern this service or was set aside or settled when it was read before, is of a type nobody knows, came from the wrong source, or was set aside: for itself, behind an
 * earlier one of its complaint, or for want of a key to answer it under.
 */
export type Fate =
  | 'done'
  | 'duplicate'
  | 'contradicted'
  | 'skipped'
  | 'unknown'
  | 'wrong-source'
  | 'parked'
  | 'behind'
  | 'keyless';

/** A record's fate, with where it lay. */
export interface Met {
  fate: Fate;
  /** The event's type; `unknown` when it has none of ours. */
  type: string;
  partition: number;
  /** Of what took effect: when it had happened. */
  time?: string;
}

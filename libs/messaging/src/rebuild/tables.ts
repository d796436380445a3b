/** A table that the journal alone fills: rebuilt by hearing it again from the beginning. */
export interface FoldedTable {
  name: string;
  /** Its key: how a row that differs is named, since nothing else of it may be shown. */
  key: string[];
  /** A column whose values only put the rows of one group into order: compared by rank. */
  ranked?: { column: string; within: string };
}

/** Every table of a schema is one or the other: rebuilt from the journal, or the service's own and kept as it is. */
export interface Tables {
  folded: FoldedTable[];
  own: string[];
}

const messagingTables: Tables = {
  folded: [{ name: 'heard', key: ['complaint_id', 'source'] }],
  own: ['spoken', 'outbox', 'outbox_act', 'parked', 'parked_act', 'idempotency_key', 'migrations'],
};

/** A service's tables together with those that messaging keeps beside them. */
export function withMessaging({ folded, own }: Tables): Tables {
  return { folded: [...messagingTables.folded, ...folded], own: [...messagingTables.own, ...own] };
}

/** Whatever runs SQL and answers with rows: TypeORM's EntityManager and DataSource do. */
export interface Connection {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/** A row of the vault's only table. */
export interface WrappedKey {
  complaint_id: string;
  wrapped: Buffer;
}

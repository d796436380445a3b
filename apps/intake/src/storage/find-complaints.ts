import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type KnownComplaint, Timelines } from '@redress/timeline';
import type { DataSource } from 'typeorm';

const pageOfCustomer = `
  SELECT complaint_id AS id FROM owned_complaint
  WHERE customer_id = $1 AND ($2::uuid IS NULL OR complaint_id < $2)
  ORDER BY complaint_id DESC LIMIT $3`;

const oneOfCustomer = `
  SELECT complaint_id AS id FROM owned_complaint
  WHERE customer_id = $1 AND (complaint_id = $2::uuid OR reference = $3)`;

/** A customer's complaints, and nobody else's. */
@Injectable()
export class FindComplaints {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly timelines: Timelines,
  ) {}

  /** A customer's complaints, newest first, after the one named; at most `limit`. */
  async page(customerId: string, after: string | undefined, limit: number): Promise<KnownComplaint[]> {
    return this.known(await this.dataSource.query(pageOfCustomer, [customerId, after, limit]));
  }

  /** The complaint with this id or reference, if it is this customer's. */
  async one(customerId: string, named: { id?: string; reference?: string }): Promise<KnownComplaint | undefined> {
    const rows = await this.dataSource.query(oneOfCustomer, [customerId, named.id, named.reference]);
    return (await this.known(rows))[0];
  }

  private known(rows: { id: string }[]): Promise<KnownComplaint[]> {
    return this.timelines.of(rows.map(({ id }) => id));
  }
}

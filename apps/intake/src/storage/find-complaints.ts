import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Principal, Problem } from '@redress/bootstrap';
import { referencePattern } from '@redress/contracts';
import type { ComplaintState } from '@redress/lifecycle';
import { isUUID } from 'class-validator';
import type { DataSource } from 'typeorm';
import { WayInHolder, wayInSub } from '../way-in-holder.js';

/** One of the two is known: the person, or the address that a person was let in by. */
const isTheirs = '(customer_id = $1 OR address_mark = $2)';

const pageOfTheirs = `
  SELECT complaint_id AS id FROM owned_complaint
  WHERE ${isTheirs} AND ($3::uuid IS NULL OR complaint_id < $3)
  ORDER BY complaint_id DESC LIMIT $4`;

const oneOfTheirs = `
  SELECT complaint_id AS id FROM owned_complaint
  WHERE ${isTheirs} AND (complaint_id = $3::uuid OR reference = $4)`;

const notParkedOfTheirs = `
  SELECT complaint_id AS id, state FROM owned_complaint LEFT JOIN complaint_state USING (complaint_id)
  WHERE ${isTheirs} AND NOT EXISTS (SELECT FROM parked WHERE parked.complaint_id = owned_complaint.complaint_id)
  ORDER BY complaint_id`;

type Known = { id: string }[];
type Queries = Pick<DataSource, 'query'>;

function theirs(customer: Principal): [customerId: string | null, addressMark: Buffer | null] {
  if (customer instanceof WayInHolder) return [null, customer.addressMark];
  // Whoever the issuer calls so is not let in by that: an address is shown by a letter alone.
  return [customer.sub.startsWith(wayInSub) ? null : customer.sub, null];
}

/** Which complaints are a customer's. Nobody learns here whether there is another. */
@Injectable()
export class FindComplaints {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Ids of the customer's complaints, newest first, after the one named; at most `limit`. */
  async page(customer: Principal, after: string | undefined, limit: number): Promise<string[]> {
    const rows: Known = await this.dataSource.query(pageOfTheirs, [...theirs(customer), after, limit]);
    return rows.map(({ id }) => id);
  }

  /** The id of the customer's complaint with this id or reference. Throws a 404 problem when they have none. */
  async one(customer: Principal, name: string): Promise<string> {
    const [id, reference] = [isUUID(name) ? name : null, referencePattern.test(name) ? name : null];
    const rows: Known =
      id || reference ? await this.dataSource.query(oneOfTheirs, [...theirs(customer), id, reference]) : [];
    if (!rows[0]) throw Problem.notFound('You have no complaint with this id or reference.');
    return rows[0].id;
  }

  /** All the customer's complaints about which something may be said; one that was not heard of yet has no state. */
  async notParked(tx: Queries, customer: Principal): Promise<{ id: string; state: ComplaintState | null }[]> {
    return tx.query(notParkedOfTheirs, theirs(customer));
  }
}

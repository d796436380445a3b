import { Controller } from '@nestjs/common';
import { ComplaintSubmitted } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';

const keep = `
  INSERT INTO complaint (complaint_id, reference, correlation_id, language, received_at, due)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
  ON CONFLICT DO NOTHING`;

/** Keeps what routing will need of a complaint; what it is about is not known yet. */
@Controller()
export class KeepOnSubmitted {
  @Hears(ComplaintSubmitted)
  async keep(fresh: Heard<ComplaintSubmitted>[], tx: Transaction): Promise<Saying[]> {
    await tx.query(keep, [
      fresh.map((event) => event.subject),
      fresh.map((event) => event.data.reference),
      fresh.map((event) => event.correlationid),
      fresh.map((event) => event.data.language),
      fresh.map((event) => event.data.receivedAt),
      fresh.map((event) => event.data.promisedBy),
    ]);
    return [];
  }
}

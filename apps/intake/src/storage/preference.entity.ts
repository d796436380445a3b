import type { WantedMails } from '@redress/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a customer wants to be written to. Own, not folded: from backup. */
@Entity('preference')
export class Preference {
  /** The customer's `sub`. */
  @PrimaryColumn('text', { name: 'customer_id' })
  customerId: string;

  @Column('text', { nullable: true })
  language: string | null;

  @Column('jsonb')
  mails: WantedMails;

  @Column('timestamptz', { name: 'changed_at', default: () => 'now()' })
  changedAt: Date;
}

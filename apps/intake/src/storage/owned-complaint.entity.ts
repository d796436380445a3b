import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Whose a complaint is, and what was answered when it was accepted. Own, not folded: from backup. */
@Entity('owned_complaint')
@Index('owned_complaint_reference', ['reference'], { unique: true })
@Index('owned_complaint_customer', ['customerId', 'complaintId'])
@Index('owned_complaint_address', ['addressMark', 'complaintId'])
@Index('owned_complaint_follows', ['follows'], { where: 'follows IS NOT NULL' })
export class OwnedComplaint {
  @PrimaryColumn('uuid', { name: 'complaint_id' })
  complaintId: string;

  /** The customer's `sub`. */
  @Column('text', { name: 'customer_id' })
  customerId: string;

  @Column('text')
  channel: string;

  @Column('text')
  reference: string;

  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 })
  receivedAt: Date;

  @Column({ type: 'timestamptz', name: 'promised_by', precision: 3 })
  promisedBy: Date;

  /** Of the address it is answered to; absent without one, and of complaints from before addresses were marked. */
  @Column('bytea', { name: 'address_mark', nullable: true })
  addressMark: Buffer | null;

  /** The complaint that it continues. */
  @Column('uuid', { nullable: true })
  follows: string | null;
}

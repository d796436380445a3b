import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that was answered under a key, and with which complaint. Own, not folded; pruned after eight days. */
@Entity('idempotency_key')
@Index('idempotency_key_age', ['usedAt'])
export class IdempotencyKey {
  /** Keys of different people never meet. */
  @PrimaryColumn('text')
  principal: string;

  @PrimaryColumn('text')
  key: string;

  /** Fingerprint of the parsed body. */
  @Column('bytea', { name: 'body_hash' })
  bodyHash: Buffer;

  /** Its row holds the answer. */
  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('timestamptz', { name: 'used_at', default: () => 'now()' })
  usedAt: Date;
}

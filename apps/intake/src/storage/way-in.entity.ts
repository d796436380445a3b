import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody asked to be let in by an address. Own, not folded; forgotten when it is over. */
@Entity('way_in')
@Index('way_in_address', ['addressMark', 'askedAt'])
@Index('way_in_until', ['until'])
export class WayIn {
  /** The subject of its event, and what its key in the vault is called. */
  @PrimaryColumn('uuid')
  id: string;

  /** Whoever knows the token is let in; nobody learns it here. */
  @Column('bytea', { name: 'token_hash', unique: true })
  tokenHash: Buffer;

  @Column('bytea', { name: 'address_mark' })
  addressMark: Buffer;

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  /** The words of its event. */
  @Column('text')
  sealed: string;

  @Column('timestamptz', { name: 'asked_at', default: () => 'now()' })
  askedAt: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  until: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}

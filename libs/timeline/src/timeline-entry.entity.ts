import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was heard of a complaint, and whether it took. Folded: can be rebuilt from the journal. */
@Entity('timeline_entry')
@Index('timeline_entry_complaint', ['complaintId', 'position'])
export class TimelineEntry {
  @PrimaryColumn('uuid', { name: 'event_id' })
  eventId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  /** Grows in the order of hearing, which per complaint is the order of the journal. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  position: string;

  @Column('text')
  type: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  @Column('text')
  effect: 'took' | 'void';

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('jsonb')
  data: object;

  /** Personal words, opened only for whom they concern. */
  @Column('text', { nullable: true })
  sealed: string | null;
}

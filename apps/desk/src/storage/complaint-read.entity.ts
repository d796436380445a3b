import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** By which way somebody came to read words of a complaint. */
export const readingWays = ['opened', 'followed', 'searched', 'triaged'] as const;
export type ReadingWay = (typeof readingWays)[number];

/** Somebody read words of a complaint. Own: nothing else tells it. The same again within a minute is kept once. */
@Entity('complaint_read')
@Index('complaint_read_once', ['complaintId', 'minute', 'reader', 'way'], { unique: true })
export class ComplaintRead {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('text')
  reader: string;

  @Column('text')
  way: ReadingWay;

  @Column({ type: 'timestamptz', precision: 3, name: 'read_at' })
  readAt: Date;

  @Column('timestamptz')
  minute: Date;
}

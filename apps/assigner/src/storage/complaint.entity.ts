import type { AssigningReason, Category, Complexity, PoolingReason } from '@redress/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type Holding = 'received' | 'pooled' | 'assigned' | 'in-progress';

/** What the assigner knows of a complaint: facts from the journal, and who holds it. No words. */
@Entity('complaint')
export class Complaint {
  @PrimaryColumn('uuid', { name: 'complaint_id' })
  id: string;

  @Column('text')
  reference: string;

  @Column('text', { name: 'correlation_id' })
  correlationId: string;

  @Column('text')
  language: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  /** The promised date. */
  @Column('timestamptz')
  due: Date;

  /** Unknown until the categoriser has spoken. */
  @Column('text', { nullable: true })
  category: Category | null;

  @Column('text', { array: true, default: [] })
  tags: Category[];

  @Column('text', { nullable: true })
  complexity: Complexity | null;

  @Column('text', { default: 'received' })
  status: Holding;

  @Column('integer', { default: 1 })
  episode: number;

  /** The event that brought it into the pool. */
  @Column('uuid', { name: 'pooled_by', nullable: true })
  pooledBy: string | null;

  /** Why nobody could take it; said once per waiting. */
  @Column('text', { nullable: true })
  waiting: PoolingReason | null;

  @Column('uuid', { name: 'assignment_id', nullable: true })
  assignmentId: string | null;

  @Column('text', { name: 'specialist_id', nullable: true })
  specialistId: string | null;

  @Column('text', { array: true, nullable: true })
  reasons: AssigningReason[] | null;

  /** Who gave it away last. */
  @Column('text', { name: 'handed_over_by', nullable: true })
  handedOverBy: string | null;

  /** How many events this service has said about it and knows the effect of. */
  @Column('integer', { default: 0 })
  said: number;
}

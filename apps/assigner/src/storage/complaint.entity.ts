import type { AssigningReason, Category, Complexity, PoolingReason } from '@redress/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Whereabouts } from '../domain/standing.js';

/** What a complaint's standing shows: facts from the journal, and who holds it. No words. */
@Entity('complaint')
export class Complaint {
  @PrimaryColumn('uuid', { name: 'complaint_id' })
  id: string;

  @Column('text')
  reference: string;

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
  status: Whereabouts;

  /** 2: the customer wants another person to decide. */
  @Column('integer', { default: 1 })
  stage: number;

  @Column('integer', { default: 1 })
  episode: number;

  /** Why nobody could take it; said once per waiting. */
  @Column('text', { nullable: true })
  waiting: PoolingReason | null;

  @Column('uuid', { name: 'assignment_id', nullable: true })
  assignmentId: string | null;

  @Column('text', { name: 'specialist_id', nullable: true })
  specialistId: string | null;

  @Column('text', { array: true, nullable: true })
  reasons: AssigningReason[] | null;
}

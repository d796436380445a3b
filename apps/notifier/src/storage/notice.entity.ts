import type { NotificationDocument } from '@redress/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { NoticeTemplate } from '../domain/notice.js';
import type { Told } from '../domain/owing.js';

/** `sending`: a living instance holds it until `dueAt`; after that it may have gone. */
export type StoredState = 'queued' | 'sending' | 'sent' | 'failed' | 'bounced' | 'suppressed' | 'uncertain';

/** One thing to tell one person, once. The service's own: comes from a backup, not from the journal. */
@Entity('notice')
@Check('notice_state', `state IN ('queued', 'sending', 'sent', 'failed', 'suppressed', 'uncertain', 'bounced')`)
@Unique('notice_once', ['causationId', 'person', 'template', 'channel'])
@Index('notice_due', ['dueAt'], { where: 'due_at IS NOT NULL' })
export class Notice {
  @PrimaryColumn('uuid', { name: 'notice_id' })
  noticeId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('uuid', { name: 'causation_id' })
  causationId: string;

  @Column('text')
  person: string;

  @Column('text')
  template: NoticeTemplate;

  @Column('text')
  channel: NotificationDocument['channel'];

  /** What a letter tells of its cause; no words. */
  @Column('jsonb', { default: {} })
  told: Told;

  /** The words of its cause, opened only when the letter is about to leave; forgotten when none will leave any more. */
  @Column('text', { nullable: true })
  sealed: string | null;

  @Column('text')
  state: StoredState;

  /** Why it is in this state: a code. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('integer', { default: 0 })
  attempts: number;

  /** How often it may have gone without anybody knowing. */
  @Column('integer', { default: 0 })
  doubts: number;

  /** When somebody may take it: the next attempt, or the end of the hold on one that is being sent; empty: nobody ever. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { name: 'changed_at', default: () => 'now()' })
  changedAt: Date;
}

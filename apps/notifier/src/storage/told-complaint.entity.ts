import type { ComplaintState } from '@redress/lifecycle';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A complaint whose customer is kept informed. Folded from the journal. */
@Entity('told_complaint')
export class ToldComplaint {
  @PrimaryColumn('uuid', { name: 'complaint_id' })
  complaintId: string;

  /** The submission, under whose id the contact is sealed. */
  @Column('uuid', { name: 'submission_id' })
  submissionId: string;

  /** The submission's words with the contact in them; opened only when a letter is about to leave. */
  @Column('text')
  sealed: string;

  /** What the events heard so far mean: reference, language, dates, who holds it. */
  @Column('jsonb')
  state: ComplaintState;
}

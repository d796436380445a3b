import type { ComplaintState as State } from '@redress/lifecycle';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The fold of a complaint's events, as far as they were heard. Folded: can be rebuilt from the journal. */
@Entity('complaint_state')
export class ComplaintState {
  @PrimaryColumn('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('jsonb')
  state: State;
}

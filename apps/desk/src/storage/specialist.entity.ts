import type { Skill } from '@redress/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What `specialists` says last of somebody: the name, and what may be taken. Own: the journal does not tell it. */
@Entity('specialist')
export class Specialist {
  @PrimaryColumn('text', { name: 'specialist_id' })
  specialistId: string;

  @Column('bigint')
  version: string;

  @Column('text')
  name: string;

  /** None once retired. */
  @Column('jsonb')
  skills: Skill[];
}

import type { Shift, Skill } from '@redress/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** bigint arrives as text. */
const asNumber = { from: Number, to: (value: number): number => value };

/** Who can be given complaints, and how many they hold. */
@Entity('specialist')
export class Specialist {
  @PrimaryColumn('text', { name: 'specialist_id' })
  id: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  skills: Skill[];

  @Column('integer')
  capacity: number;

  @Column('jsonb', { default: [] })
  shifts: Shift[];

  @Column('boolean', { default: false })
  retired: boolean;

  @Column('boolean', { default: true })
  present: boolean;

  /** What the specialist said last about the shift; it beats the calendar. */
  @Column('text', { name: 'shift_override', nullable: true })
  shiftOverride: 'on' | 'off' | null;

  /** How many complaints are held now: raised and lowered only together with the complaint's row. */
  @Column('integer', { name: 'open_count', default: 0 })
  open: number;

  /** The number of the last assignment among all; 0 when there never was one. */
  @Column('bigint', { name: 'last_assigned', default: 0, transformer: asNumber })
  lastAssigned: number;

  /** Of the document on `specialists`. */
  @Column('integer', { default: 0 })
  version: number;

  /** Of the document on `assignments`. */
  @Column('integer', { name: 'queue_version', default: 0 })
  queueVersion: number;

  /** The queue has changed since it was posted last. */
  @Column('boolean', { name: 'queue_dirty', default: false })
  queueDirty: boolean;
}

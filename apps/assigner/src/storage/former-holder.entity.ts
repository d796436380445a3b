import { Entity, PrimaryColumn } from 'typeorm';

/** A specialist who held a complaint once, and may still see it. */
@Entity('former_holder')
export class FormerHolder {
  @PrimaryColumn('uuid', { name: 'complaint_id' })
  complaintId: string;

  @PrimaryColumn('text', { name: 'specialist_id' })
  specialistId: string;
}

import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Who holds or held which complaint. Folded: can be rebuilt from the journal. */
@Entity('held_complaint')
@Index('held_complaint_specialist', ['specialistId'])
export class HeldComplaint {
  @PrimaryColumn('uuid', { name: 'complaint_id' })
  complaintId: string;

  @PrimaryColumn('text', { name: 'specialist_id' })
  specialistId: string;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A channel's id, and the complaint that was accepted under it. Own, not folded; remembered as long as the complaint. */
@Entity('channel_submission')
export class ChannelSubmission {
  @PrimaryColumn('text')
  channel: string;

  @PrimaryColumn('text')
  id: string;

  /** Fingerprint of the parsed body. */
  @Column('bytea', { name: 'body_hash' })
  bodyHash: Buffer;

  /** Its row of `owned_complaint` holds the verdict. */
  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;
}

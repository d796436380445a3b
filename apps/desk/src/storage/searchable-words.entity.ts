import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was said in one event of a complaint, to be searched. Folded, as far as the vault still has the key. */
@Entity('searchable_words')
@Index('searchable_words_complaint', ['complaintId', 'eventId'])
export class SearchableWords {
  @PrimaryColumn('uuid', { name: 'event_id' })
  eventId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('text')
  words: string;

  /** Made by the database: Cyrillic words by its Russian rules, Latin ones by its English rules. */
  @Column({ type: 'tsvector', insert: false, update: false, select: false })
  lexemes: string;
}

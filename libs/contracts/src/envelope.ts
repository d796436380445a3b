import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Matches, Min } from 'class-validator';
import type { Service } from './services.js';

export const journalContentType = 'application/cloudevents+json; charset=UTF-8';

/**
 * The CloudEvents 1.0 attributes of every event on the journal (structured mode).
 * `sourceseq` counts 1, 2, 3 … without gaps per complaint and source; de-duplication stands on it.
 */
export class Envelope {
  @IsIn(['1.0'])
  specversion: '1.0';

  @IsUUID()
  id: string;

  /** The service that says it: its bare name. */
  @IsString()
  source: Service;

  /** `redress.<kebab name>.v<version>` */
  @Matches(/^redress\.[a-z-]+\.v\d+$/)
  type: string;

  /** When it happened. */
  @IsISO8601({ strict: true })
  time: string;

  /** The complaint's id, which is also the record's key. */
  @IsUUID()
  subject: string;

  @IsIn(['application/json'])
  datacontenttype: 'application/json';

  /** Shared by everything that followed from one submission. */
  @IsString()
  correlationid: string;

  /** The journal event that led to this one; it lies at a lower offset of the same partition. */
  @IsOptional()
  @IsUUID()
  causationid?: string;

  @IsInt()
  @Min(1)
  sourceseq: number;

  @IsOptional()
  @IsString()
  traceparent?: string;
}

/** An event as it lies on the journal. */
export type JournalEvent<Data = unknown> = Pick<Envelope, keyof Envelope> & { data: Data };

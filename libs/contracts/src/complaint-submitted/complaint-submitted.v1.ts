import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { type Category, categories } from '../categories.js';
import { languageTag, referencePattern } from '../limits.js';

/** A customer's complaint was accepted; the first date was promised with it. */
export class ComplaintSubmitted {
  /** What the customer is told to quote. */
  @Matches(referencePattern)
  reference: string;

  /** Where it came in: `account` for a customer over HTTP, else the channel's own name. */
  @IsString()
  @MaxLength(100)
  channel: string;

  @Matches(languageTag)
  language: string;

  /** The category the customer picked, if any. */
  @IsOptional()
  @IsIn(categories)
  pick?: Category;

  /** When what is complained about happened, as far as the channel says. */
  @IsOptional()
  @IsISO8601({ strict: true })
  occurredAt?: string;

  @IsISO8601({ strict: true })
  receivedAt: string;

  @IsISO8601({ strict: true })
  promisedBy: string;

  /** The complaint that it continues, when that one could not be opened again any more. */
  @IsOptional()
  @IsUUID()
  follows?: string;

  /** Sealed {@link SubmittedWords}. */
  @IsString()
  sealed: string;
}

/** The personal words of a submission, inside `sealed`. */
export interface SubmittedWords {
  customerId: string;
  text: string;
  subject?: string;
  email?: string;
  /** The language the customer is best written to in, as far as the channel says. */
  customerLanguage?: string;
}

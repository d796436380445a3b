import { join } from 'node:path';
import { Env, IsAddress } from '@redress/bootstrap';
import { MessagingConfig } from '@redress/messaging';
import { IsFQDN, IsInt, IsOptional, Matches, Max, Min, ValidateBy } from 'class-validator';
import { parseSender } from './domain/address.js';
import { type Letters, loadLetters } from './letters/load-letters.js';

/** Where the letters lie that come along. */
export const ownTemplates = join(import.meta.dirname, '../templates');

function IsSender(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && parseSender(value) !== undefined;
  return ValidateBy({ name: 'isSender', validator: { validate, defaultMessage: () => 'it names a sender' } });
}

/** The only reader of the notifier's environment. */
export class NotifierConfig extends MessagingConfig {
  /** The mail server; settings of the connection may follow as a query (`smtp://host:587?requireTLS=true`). */
  @Env('SMTP_URL', { expected: 'an address such as smtp://127.0.0.1:25 or smtps://user:password@mail.example.org' })
  @IsAddress(['smtp:', 'smtps:'])
  smtpUrl: string;

  @Env('SMTP_CONNECTIONS', { expected: 'a whole number, 1 to 50' })
  @IsInt()
  @Min(1)
  @Max(50)
  smtpConnections: number = 6;

  /**
   * Letters at once whose end has left and whose outcome is not stored yet. After a kill, as many may come twice; a mail
   * server far away takes about so many letters per round trip.
   */
  @Env('SMTP_HANDOVERS', { expected: 'a whole number, 1 to 50' })
  @IsInt()
  @Min(1)
  @Max(50)
  smtpHandovers: number = 1;

  @Env('MAIL_FROM', { expected: 'a sender such as Redress <complaints@redress.example>' })
  @IsSender()
  mailFrom: string = 'Redress <complaints@redress.example>';

  /** The domain of the signed addresses that answers to letters go to; without it, that of the sender. */
  @Env('MAIL_REPLY_DOMAIN', { expected: 'a domain such as reply.redress.example' })
  @IsOptional()
  @IsFQDN()
  replyDomain?: string;

  /** Those in the folder that is named, in place of those that come along. */
  @Env('MAIL_TEMPLATES', { read: loadLetters })
  letters?: Letters;

  /** Where customers reach intake's page for who cannot sign in. Without it that letter has a code and no link. */
  @Env('WAY_IN_URL', { expected: 'an address such as https://complaints.example.org/way-in, with nothing after a #' })
  @IsOptional()
  @IsAddress(['https:', 'http:'])
  @Matches(/^[^#]*$/)
  wayInUrl?: string;

  /** How long a letter is tried again while the mail server is away or puts it off. */
  @Env('MAIL_PATIENCE_HOURS', { expected: 'whole hours, 1 to 168' })
  @IsInt()
  @Min(1)
  @Max(168)
  patienceHours: number = 24;

  /** The select-only address of the vault. */
  @Env('VAULT_DATABASE_URL', { expected: 'an address such as postgres://vault_reader:password@host:5432/redress' })
  @IsAddress(['postgres:', 'postgresql:'])
  vaultDatabaseUrl: string;

  @Env('VAULT_MASTER_KEY', { expected: '32 bytes in base64; openssl rand -base64 32 makes one' })
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  masterKey: string;
}

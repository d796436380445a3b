import { Env, IsAddress, ServiceConfig } from '@redress/bootstrap';
import type { MessagingSettings } from '@redress/messaging';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { parseSender } from './domain/address.js';

const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Half of what a signing-in needs is a mistake. */
const WithSasl = () =>
  ValidateIf(
    (config: NotifierConfig) => (config.saslMechanism ?? config.saslUsername ?? config.saslPassword) !== undefined,
  );

function IsSender(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && parseSender(value) !== undefined;
  return ValidateBy({ name: 'isSender', validator: { validate, defaultMessage: () => 'it names a sender' } });
}

/** The only reader of the notifier's environment. */
export class NotifierConfig extends ServiceConfig {
  @Env('KAFKA_BROKERS', { expected: 'addresses such as 127.0.0.1:9092, separated by commas' })
  @IsArray()
  @ArrayNotEmpty()
  @Matches(/^[^\s:]+:\d{1,5}$/, { each: true })
  brokers: string[];

  @Env('REDRESS_TOPIC_PREFIX', { expected: 'small letters, digits and hyphens' })
  @Matches(/^[a-z0-9-]*$/)
  topicPrefix: string = '';

  @Env('KAFKA_SSL', { expected: 'true or false' })
  @IsBoolean()
  ssl: boolean = false;

  @Env('KAFKA_SASL_MECHANISM', { expected: `one of ${mechanisms.join(', ')}` })
  @WithSasl()
  @IsIn(mechanisms)
  saslMechanism?: (typeof mechanisms)[number];

  @Env('KAFKA_SASL_USERNAME', { expected: 'the name to sign in to Kafka with' })
  @WithSasl()
  @IsString()
  @IsNotEmpty()
  saslUsername?: string;

  @Env('KAFKA_SASL_PASSWORD', { expected: 'the password to sign in to Kafka with' })
  @WithSasl()
  @IsString()
  @IsNotEmpty()
  saslPassword?: string;

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

  /** The select-only address of the vault. */
  @Env('VAULT_DATABASE_URL', { expected: 'an address such as postgres://vault_reader:password@host:5432/redress' })
  @IsAddress(['postgres:', 'postgresql:'])
  vaultDatabaseUrl: string;

  @Env('VAULT_MASTER_KEY', { expected: '32 bytes in base64; openssl rand -base64 32 makes one' })
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  masterKey: string;
}

/** How this service reaches the journal. */
export function messagingSettings(config: NotifierConfig): MessagingSettings {
  const {
    brokers,
    topicPrefix,
    ssl,
    saslMechanism: mechanism,
    saslUsername: username,
    saslPassword: password,
  } = config;
  const sasl = mechanism && username && password ? { mechanism, username, password } : undefined;
  return { service: 'notifier', brokers, topicPrefix, ssl, ...(sasl && { sasl }) };
}

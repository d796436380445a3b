import { Env, IsAddress, ServiceConfig } from '@redress/bootstrap';
import type { MessagingSettings } from '@redress/messaging';
import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateBy } from 'class-validator';
import { parseSender } from './domain/address.js';

const saslMechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

function IsSender(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && parseSender(value) !== undefined;
  return ValidateBy({ name: 'isSender', validator: { validate, defaultMessage: () => 'it names a sender' } });
}

/** The only reader of the notifier's environment. */
export class NotifierConfig extends ServiceConfig {
  @Env('KAFKA_BROKERS', { expected: 'host:port of each broker, comma separated' })
  @IsArray()
  @Matches(/^[^\s:]+:\d{1,5}$/, { each: true })
  kafkaBrokers: string[];

  @Env('REDRESS_TOPIC_PREFIX', { expected: 'letters, digits, hyphens' })
  @Matches(/^[a-zA-Z0-9-]*$/)
  topicPrefix: string = '';

  @Env('KAFKA_SSL', { expected: 'true or false' })
  @IsBoolean()
  kafkaSsl: boolean = false;

  @Env('KAFKA_SASL_MECHANISM', { expected: `one of ${saslMechanisms.join(', ')}` })
  @IsOptional()
  @IsIn(saslMechanisms)
  kafkaSaslMechanism?: (typeof saslMechanisms)[number];

  @Env('KAFKA_SASL_USERNAME')
  @IsOptional()
  @IsString()
  kafkaSaslUsername?: string;

  @Env('KAFKA_SASL_PASSWORD')
  @IsOptional()
  @IsString()
  kafkaSaslPassword?: string;

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

  @Env('VAULT_MASTER_KEY', { expected: '32 bytes in base64' })
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  vaultMasterKey: string;

  get messaging(): MessagingSettings {
    const { kafkaSaslMechanism: mechanism, kafkaSaslUsername: username, kafkaSaslPassword: password } = this;
    return {
      service: 'notifier',
      brokers: this.kafkaBrokers,
      topicPrefix: this.topicPrefix,
      ssl: this.kafkaSsl,
      ...(mechanism && { sasl: { mechanism, username: username ?? '', password: password ?? '' } }),
    };
  }
}

import { Env, ServiceConfig } from '@redress/bootstrap';
import type { MessagingSettings } from '@redress/messaging';
import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsNotEmpty, IsString, Matches, ValidateIf } from 'class-validator';

const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Half of what a signing-in needs is a mistake. */
const WithSasl = () =>
  ValidateIf(
    (config: IntakeConfig) => (config.saslMechanism ?? config.saslUsername ?? config.saslPassword) !== undefined,
  );

/** What the intake needs to know. */
export class IntakeConfig extends ServiceConfig {
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

  @Env('VAULT_MASTER_KEY', { expected: '32 bytes in base64; openssl rand -base64 32 makes one' })
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  masterKey: string;
}

/** How this service reaches the journal. */
export function messagingSettings(config: IntakeConfig): MessagingSettings {
  const {
    brokers,
    topicPrefix,
    ssl,
    saslMechanism: mechanism,
    saslUsername: username,
    saslPassword: password,
  } = config;
  const sasl = mechanism && username && password ? { mechanism, username, password } : undefined;
  return { service: 'intake', brokers, topicPrefix, ssl, ...(sasl && { sasl }) };
}

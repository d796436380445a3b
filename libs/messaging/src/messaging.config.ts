import { Env, ServiceConfig } from '@redress/bootstrap';
import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsNotEmpty, IsString, Matches, ValidateIf } from 'class-validator';
import type { MessagingSettings } from './settings.js';

const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Half of what signing in needs is a mistake. */
const WithSasl = () =>
  ValidateIf(
    ({ saslMechanism, saslUsername, saslPassword }: MessagingConfig) =>
      (saslMechanism ?? saslUsername ?? saslPassword) !== undefined,
  );

/** What a service that hears and says has to know; its own configuration extends it. */
export class MessagingConfig extends ServiceConfig {
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

  /** How this service reaches the broker. */
  messaging(service: string): MessagingSettings {
    const {
      brokers,
      topicPrefix,
      ssl,
      saslMechanism: mechanism,
      saslUsername: username,
      saslPassword: password,
    } = this;
    const sasl = mechanism && username && password ? { mechanism, username, password } : undefined;
    return { service, brokers, topicPrefix, ssl, ...(sasl && { sasl }) };
  }
}

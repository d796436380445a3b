import { Env, ServiceConfig } from '@redress/bootstrap';
import type { MessagingSettings } from '@redress/messaging';
import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsNotEmpty, IsString, Matches, ValidateIf } from 'class-validator';

const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Half of what signing in needs is a mistake. */
const WithSasl = () =>
  ValidateIf(
    ({ saslMechanism, saslUsername, saslPassword }: AssignerConfig) =>
      (saslMechanism ?? saslUsername ?? saslPassword) !== undefined,
  );

/** Everything the assigner reads from its environment. */
export class AssignerConfig extends ServiceConfig {
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

  @Env('KAFKA_SASL_USERNAME', { expected: "the broker's user" })
  @WithSasl()
  @IsString()
  @IsNotEmpty()
  saslUsername?: string;

  @Env('KAFKA_SASL_PASSWORD', { expected: "the user's password" })
  @WithSasl()
  @IsString()
  @IsNotEmpty()
  saslPassword?: string;
}

/** How this service reaches the journal. */
export function messagingSettings(config: AssignerConfig): MessagingSettings {
  const {
    brokers,
    topicPrefix,
    ssl,
    saslMechanism: mechanism,
    saslUsername: username,
    saslPassword: password,
  } = config;
  return {
    service: 'assigner',
    brokers,
    topicPrefix,
    ssl,
    ...(mechanism && username && password && { sasl: { mechanism, username, password } }),
  };
}

import { Env, ServiceConfig } from '@redress/bootstrap';
import type { MessagingSettings } from '@redress/messaging';
import { ArrayMinSize, IsBoolean, IsIn, IsNotEmpty, IsString, Matches, ValidateIf } from 'class-validator';

const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

const withSasl = () => ValidateIf((config: AssignerConfig) => config.saslMechanism !== undefined);

/** Everything the assigner reads from its environment. */
export class AssignerConfig extends ServiceConfig {
  @Env('KAFKA_BROKERS', { expected: 'host:port, several separated by commas' })
  @ArrayMinSize(1)
  @Matches(/^[^\s:/]+:\d{1,5}$/, { each: true })
  brokers: string[];

  @Env('REDRESS_TOPIC_PREFIX', { expected: 'letters, digits and hyphens' })
  @Matches(/^[a-z0-9-]*$/)
  topicPrefix: string = '';

  @Env('KAFKA_SSL', { expected: 'true or false' })
  @IsBoolean()
  ssl: boolean = false;

  @Env('KAFKA_SASL_MECHANISM', { expected: `one of ${mechanisms.join(', ')}` })
  @withSasl()
  @IsIn(mechanisms)
  saslMechanism?: (typeof mechanisms)[number];

  @Env('KAFKA_SASL_USERNAME', { expected: "the broker's user" })
  @withSasl()
  @IsString()
  @IsNotEmpty()
  saslUsername?: string;

  @Env('KAFKA_SASL_PASSWORD', { expected: "the user's password" })
  @withSasl()
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

import { readFileSync } from 'node:fs';
import type { KafkaConfig } from 'kafkajs';
import type { Endpoints } from './deployment.js';
import { exits, Failure } from './failure.js';

type BrokerSecurity = Pick<KafkaConfig, 'ssl' | 'sasl'>;

/**
 * How the broker wants to be spoken to, from the variables that the services read; the deployment's own broker wants
 * nothing. Throws {@link Failure} when a file that one of them names cannot be read.
 */
export function brokerSecurity({ parts }: Pick<Endpoints, 'parts'>, env: NodeJS.ProcessEnv): BrokerSecurity {
  if (parts?.kafka) return {};
  const [mechanism, username, password] = ['MECHANISM', 'USERNAME', 'PASSWORD'].map((name) =>
    setting(env, `KAFKA_SASL_${name}`),
  );
  const ssl = setting(env, 'KAFKA_SSL') === 'true';
  if (!mechanism || !username || !password) return { ssl };
  return { ssl, sasl: { mechanism: mechanism as 'plain', username, password } };
}

function setting(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`]?.trim();
  if (!file) return env[name]?.trim() || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Failure(exits.failed, `The file ${file} that ${name}_FILE names cannot be read: name one that can.`);
  }
}

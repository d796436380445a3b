import { readFileSync } from 'node:fs';
import type { BrokerSecurity } from './kafka/admin.js';
import { Problem } from './problem.js';

/** The servers of somebody else's that take the place of a part of ours. */
export interface Outside {
  database?: string;
  kafka?: string[];
  smtp?: string;
  issuer?: string;
  masterKey?: string;
}

/** Reads who replaces what. NAME_FILE names a file that holds the value of NAME. */
export function readOutside(env: NodeJS.ProcessEnv): Outside {
  const database = setting(env, 'DATABASE_URL');
  if (database && !URL.canParse(database)) {
    throw new Problem('DATABASE_URL is no address: write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE');
  }
  return {
    database,
    kafka: setting(env, 'KAFKA_BROKERS')
      ?.split(',')
      .map((broker) => broker.trim()),
    smtp: setting(env, 'SMTP_URL'),
    issuer: setting(env, 'OIDC_ISSUER')?.replace(/\/$/, ''),
    masterKey: setting(env, 'VAULT_MASTER_KEY'),
  };
}

/** How the broker outside wants to be spoken to, from the same variables that the services read. */
export function brokerSecurity(env: NodeJS.ProcessEnv): BrokerSecurity {
  const username = setting(env, 'KAFKA_SASL_USERNAME');
  const password = setting(env, 'KAFKA_SASL_PASSWORD') ?? '';
  const mechanism = (env.KAFKA_SASL_MECHANISM ?? 'plain').toLowerCase() as 'plain';
  return { ssl: env.KAFKA_SSL === 'true', ...(username ? { sasl: { mechanism, username, password } } : {}) };
}

/** Uses a server from outside; what goes wrong there becomes a problem that names the variable it came from. */
export async function useServer(variable: string, use: () => Promise<void>): Promise<void> {
  try {
    await use();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `The server that ${variable} names cannot be used (${(error as Error).message}): mend it or the setting`,
    );
  }
}

function setting(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  return env[name] || (file ? readFileSync(file, 'utf8').trim() : undefined) || undefined;
}

import { readFileSync } from 'node:fs';
import type { BrokerSecurity } from './kafka/admin.js';
import { Problem } from './problem.js';

/** The servers of somebody else's that take the place of a part of ours. */
export interface Outside {
  database?: string;
  /** The select-only address of the vault. */
  vaultReader?: string;
  kafka?: string[];
  /** How the broker outside wants to be spoken to, from the same variables that the services read. */
  security: BrokerSecurity;
  smtp?: string;
  /** Where customers reach intake's page for who cannot sign in. */
  wayIn?: string;
  issuer?: string;
  masterKey?: string;
}

/** Reads who replaces what. NAME_FILE names a file that holds the value of NAME. Throws {@link Problem} with every mistake. */
export function readOutside(env: NodeJS.ProcessEnv): Outside {
  const mistakes: string[] = [];
  const read = (name: string): string | undefined => {
    try {
      return setting(env, name);
    } catch (error) {
      mistakes.push((error as Error).message);
      return undefined;
    }
  };
  const outside = {
    database: read('DATABASE_URL'),
    vaultReader: read('VAULT_DATABASE_URL'),
    kafka: read('KAFKA_BROKERS')
      ?.split(',')
      .map((broker) => broker.trim()),
    security: brokerSecurity(read),
    smtp: read('SMTP_URL'),
    wayIn: read('WAY_IN_URL'),
    issuer: read('OIDC_ISSUER')?.replace(/\/$/, ''),
    masterKey: read('VAULT_MASTER_KEY'),
  };
  if (outside.database && !URL.canParse(outside.database)) {
    mistakes.push('DATABASE_URL is no address: write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE');
  }
  if (mistakes.length > 0) throw new Problem(mistakes.join('\n'));
  return outside;
}

function brokerSecurity(read: (name: string) => string | undefined): BrokerSecurity {
  const username = read('KAFKA_SASL_USERNAME');
  const password = read('KAFKA_SASL_PASSWORD') ?? '';
  const mechanism = (read('KAFKA_SASL_MECHANISM') ?? 'plain').toLowerCase() as 'plain';
  return { ssl: read('KAFKA_SSL') === 'true', ...(username ? { sasl: { mechanism, username, password } } : {}) };
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
  const value = env[name]?.trim() || undefined;
  const file = env[`${name}_FILE`]?.trim();
  if (!file) return value;
  if (value) throw new Problem(`Both ${name} and ${name}_FILE are set: set one of the two`);
  const content = contentOf(file, name);
  if (!content)
    throw new Problem(`The file ${file} that ${name}_FILE names is empty: write the value of ${name} into it`);
  return content;
}

function contentOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(
      `The file ${file} that ${name}_FILE names cannot be read (${code}): name one that can, or set ${name}`,
    );
  }
}

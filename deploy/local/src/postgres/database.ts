import { type Service, services } from '@redress/contracts';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { Problem } from '../problem.js';

export const roles = [...services, 'vault_reader'] as const;
export type Role = Service | 'vault_reader';
export type RolePasswords = Record<Role, string>;

/** Any number: it keeps two preparations in one cluster from changing the same roles at once. */
const preparation = 7_230_411_905;

/**
 * Makes in the cluster of `adminUrl` the database, a role per service that owns a schema of its name and nothing else, and
 * the vault's schema, which `intake` owns and `vault_reader` may only read. What is there already stays; passwords are set
 * anew. Roles belong to the whole cluster: give every database of a cluster the same passwords.
 */
export async function prepareDatabase(adminUrl: string, databaseName: string, passwords: RolePasswords): Promise<void> {
  const database = escapeIdentifier(databaseName);
  await withClient(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [preparation]);
    await makeRoles(admin, passwords);
    const found = await admin.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await admin.query(`CREATE DATABASE ${database}`);
    await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${roles.join(', ')}`);
    for (const role of roles) {
      await admin.query(`ALTER ROLE ${role} IN DATABASE ${database} SET search_path = ${schemaOf(role)}`);
    }
    await withClient(databaseAddress(adminUrl, databaseName), makeSchemas);
  });
}

/** The address of a database as one of the roles. */
export function roleUrl(adminUrl: string, databaseName: string, role: Role, passwords: RolePasswords): string {
  const url = new URL(databaseAddress(adminUrl, databaseName));
  url.username = role;
  url.password = encodeURIComponent(passwords[role]);
  return url.href;
}

/** The same server's address of another database. */
export function databaseAddress(adminUrl: string, databaseName: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(databaseName)}`;
  return url.href;
}

function schemaOf(role: Role): string {
  return role === 'vault_reader' ? 'vault' : role;
}

async function makeRoles(admin: Client, passwords: RolePasswords): Promise<void> {
  const { rows } = await admin.query<{ can: boolean; super: boolean; roles: string[] }>(
    `SELECT rolcreaterole OR rolsuper AS can, rolsuper AS super, ARRAY(SELECT rolname::text FROM pg_roles) AS roles
       FROM pg_roles WHERE rolname = current_user`,
  );
  const me = rows[0];
  if (!me?.can) {
    throw new Problem('The role of DATABASE_URL may not make roles: give it CREATEROLE and CREATEDB, or a superuser');
  }
  for (const role of roles) {
    const verb = me.roles.includes(role) ? 'ALTER' : 'CREATE';
    await admin.query(`${verb} ROLE ${role} LOGIN PASSWORD ${escapeLiteral(passwords[role])}`);
    // Whoever is no superuser may give a schema only to a role that it could itself become.
    if (!me.super) await admin.query(`GRANT ${role} TO CURRENT_USER`);
  }
}

async function makeSchemas(client: Client): Promise<void> {
  for (const service of services) await client.query(`CREATE SCHEMA IF NOT EXISTS ${service} AUTHORIZATION ${service}`);
  await client.query('CREATE SCHEMA IF NOT EXISTS vault AUTHORIZATION intake');
  await client.query('SET ROLE intake');
  await client.query('GRANT USAGE ON SCHEMA vault TO vault_reader');
  await client.query('GRANT SELECT ON ALL TABLES IN SCHEMA vault TO vault_reader');
  await client.query('ALTER DEFAULT PRIVILEGES IN SCHEMA vault GRANT SELECT ON TABLES TO vault_reader');
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

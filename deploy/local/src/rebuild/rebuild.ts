import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '@redress/contracts';
import { readState } from '../deployment-state.js';
import type { Endpoints, ServiceEndpoint } from '../endpoints.js';
import { hold } from '../held.js';
import { readOutside } from '../outside.js';
import { Problem } from '../problem.js';
import { end } from '../processes/end.js';
import { identify } from '../processes/identity.js';
import { environmentOf } from '../services.js';
import { cameTrue } from '../until.js';
import { runProgram } from './program.js';
import { RebuildSchemas } from './schemas.js';

export interface RebuildOrder {
  folder: string;
  service: Service;
  dryRun: boolean;
  /** Whether the tables that were replaced, now and earlier, are dropped. */
  dropOld: boolean;
  say(line: string): void;
}

const stopSeconds = 12;
const readySeconds = 30;

/**
 * Rebuilds a service of the deployment that runs with this folder. True when the rebuilt tables were equal to the live
 * ones, and, unless it was a dry run, have taken their place. The service is let go in any case.
 */
export async function rebuild(order: RebuildOrder): Promise<boolean> {
  const { folder, service, dryRun, dropOld, say } = order;
  const endpoints = readEndpoints(folder);
  const run = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const schemas = new RebuildSchemas(endpoints.database, service, run);
  await schemas.make();
  let held: { letGo(): void } | undefined;
  let outcome: 'equal' | 'switched' | 'different' | undefined;
  try {
    outcome = await runProgram({
      script: join(import.meta.dirname, `../../../../apps/${service}/src/rebuild.js`),
      args: [run, ...(dryRun ? ['--dry-run'] : [])],
      env: environmentIn(folder, service, endpoints),
      hold: async () => {
        held = hold(join(folder, 'held'), service);
        await endAll(readEndpoints(folder).services[service]);
      },
      say,
    });
  } finally {
    held?.letGo();
    await schemas.drop({ old: outcome === 'switched' ? (dropOld ? 'dropped' : 'kept') : 'unused' });
  }
  await sayThatItIsReady(order);
  return report(order, outcome, schemas.before);
}

function report({ service, dropOld, say }: RebuildOrder, outcome: string, before: string): boolean {
  if (outcome === 'equal') say(`The tables of ${service} are equal to those built from the journal`);
  if (outcome === 'different') {
    say(
      `The tables of ${service} differ from those built from the journal in the rows named above; nothing was changed`,
    );
  }
  if (outcome === 'switched') {
    const old = dropOld ? 'the old ones are dropped' : `the old ones are kept in the schema ${before}`;
    say(`${service} works with the tables built from the journal; ${old}`);
  }
  return outcome !== 'different';
}

async function endAll(endpoint: ServiceEndpoint | undefined): Promise<void> {
  const pids = [endpoint, ...(endpoint?.instances ?? [])].map((one) => one?.pid ?? 0);
  const living = pids.map((pid) => (pid > 0 ? identify(pid) : undefined)).filter((one) => one !== undefined);
  await Promise.all(living.map((identity) => end(identity, 'SIGTERM', stopSeconds)));
}

async function sayThatItIsReady({ folder, service, say }: RebuildOrder): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    const url = readEndpoints(folder).services[service]?.url;
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  };
  say((await cameTrue(isReady, readySeconds)) ? `${service} is ready again` : `${service} is not ready yet`);
}

function environmentIn(folder: string, service: Service, endpoints: Endpoints): Record<string, string> {
  const { database, kafka: brokers, mail, oidc: issuer, topicPrefix } = endpoints;
  const outside = { ...readOutside(process.env), database };
  const around = { database, brokers, smtp: mail.smtp, issuer, state: readState(folder), outside };
  return { ...environmentOf(service, around), REDRESS_TOPIC_PREFIX: topicPrefix };
}

function readEndpoints(folder: string): Endpoints {
  try {
    return JSON.parse(readFileSync(join(folder, 'endpoints.json'), 'utf8')) as Endpoints;
  } catch {
    throw new Problem(`No deployment runs with ${folder} as its data folder: start one with npm start`);
  }
}

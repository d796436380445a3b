import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import type { Endpoints, ServiceEndpoint } from '../deployment.js';
import { exits, Failure } from '../failure.js';
import { sumOf } from '../metrics.js';
import { table } from '../table.js';

/** How one process of a service is. Numbers are missing when it does not tell. */
export interface ServiceState {
  service: string;
  url: string;
  pid: number;
  state: 'ready' | 'not ready' | 'unreachable';
  checks: Record<string, string>;
  lag?: number;
  unsaid?: number;
  parked?: number;
}

const patienceMs = 3_000;

export function status(program: Command, { say, deployment }: Console): void {
  program
    .command('status')
    .description('Print what runs: readiness, lag, events not said yet, parked records.')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nEnds with 0 when everything is ready, 1 when something is not, 3 when something does not answer.',
    )
    .addHelpText('after', example('status'))
    .action(async ({ json }: { json?: boolean }) => {
      const { endpoints } = deployment();
      const states = await Promise.all(processes(endpoints).map(([service, endpoint]) => stateOf(service, endpoint)));
      if (json) say(JSON.stringify({ web: endpoints.web, ready: endpoints.ready, services: states }));
      else say(`${endpoints.web}\n\n${statusTable(states)}`);
      const silent = states.filter(({ state }) => state === 'unreachable').map(({ service }) => service);
      if (silent.length > 0) throw new Failure(exits.unreachable, `No answer from ${silent.join(', ')}.`);
      const unready = states.filter(({ state }) => state === 'not ready').map(({ service }) => service);
      if (unready.length > 0) throw new Failure(exits.failed, `Not ready: ${unready.join(', ')}.`);
    });
}

function processes({ services }: Endpoints): [string, ServiceEndpoint][] {
  return Object.entries(services).flatMap(([service, { instances = [], ...first }]) =>
    [first, ...instances].map((endpoint): [string, ServiceEndpoint] => [service, endpoint]),
  );
}

export function statusTable(states: ServiceState[]): string {
  const headings = ['service', 'state', 'address', 'pid', 'lag', 'unsaid', 'parked', 'checks'];
  const rows = states.map(({ service, state, url, pid, lag, unsaid, parked, checks }) => [
    service,
    state,
    url,
    String(pid),
    ...[lag, unsaid, parked].map((number) => (number === undefined ? '-' : String(number))),
    Object.entries(checks)
      .map(([name, how]) => `${name} ${how}`)
      .join(', '),
  ]);
  return table(headings, rows);
}

async function stateOf(service: string, { url, pid }: ServiceEndpoint): Promise<ServiceState> {
  const [health, metrics] = await Promise.all([textAt(`${url}/health/ready`), textAt(`${url}/metrics`)]);
  if (!health) return { service, url, pid, state: 'unreachable', checks: {} };
  const numbers = metrics?.isOk ? metrics.text : '';
  return {
    service,
    url,
    pid,
    state: health.isOk ? 'ready' : 'not ready',
    checks: checksIn(health.text),
    lag: sumOf(numbers, 'redress_consumer_lag'),
    unsaid: sumOf(numbers, 'redress_outbox_rows'),
    parked: sumOf(numbers, 'redress_parked_records'),
  };
}

function checksIn(health: string): Record<string, string> {
  try {
    return (JSON.parse(health) as { checks?: Record<string, string> }).checks ?? {};
  } catch {
    return {};
  }
}

async function textAt(url: string): Promise<{ isOk: boolean; text: string } | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    return { isOk: answer.ok, text: await answer.text() };
  } catch {
    return undefined;
  }
}

import type { Admin } from 'kafkajs';
import type { Client } from 'pg';
import type { Deployment } from '../deployment/deployment.js';
import { wait } from '../faults/wait.js';
import { groups, services } from '../map.js';
import type { Rest } from './history.js';
import { countLetters } from './read-letters.js';
import { readUnsaid, withDatabase } from './read-tables.js';
import { endsOf, topicNames, withAdmin } from './read-topics.js';

interface Look {
  waitedFor: string[];
  lag: Record<string, number>;
  /** Grows with everything that is said, sent or caught. */
  print: string;
}

const everyMs = 500;
/** So many looks in a row that see the same, and nothing to wait for. */
const looks = 3;
/** So many times the patience at most, however much goes on. */
const most = 5;

/**
 * Waits until nothing is on its way any more: everything said, heard and sent. Gives up when nothing has changed for `ms`,
 * saying what it waited for: a slow machine is no violation.
 */
export async function comeToRest(deployment: Deployment, ms: number, signal: AbortSignal): Promise<Rest> {
  const end = Date.now() + most * ms;
  let deadline = Date.now() + ms;
  let last: Look = { waitedFor: ['a first look'], lag: {}, print: '' };
  for (let same = 0; same < looks && !signal.aborted; ) {
    await wait(everyMs, signal);
    const look = await lookAt(deployment).catch((error: Error) => ({ ...last, waitedFor: [error.message] }));
    same = look.waitedFor.length === 0 && look.print === last.print ? same + 1 : 0;
    if (look.print !== last.print) deadline = Math.min(end, Date.now() + ms);
    last = look;
    if (Date.now() > deadline) break;
    if (!deployment.isAlive) return { waitedFor: ['the launcher, which gave up'], lag: last.lag };
  }
  return { waitedFor: last.waitedFor, lag: last.lag };
}

async function lookAt(deployment: Deployment): Promise<Look> {
  const { endpoints } = deployment;
  const metrics = await readMetrics(deployment);
  const tables = await withDatabase(endpoints.database, lookAtTables);
  const { lag, ends } = await withAdmin(endpoints, (admin) => lookAtTopics(admin, endpoints.topicPrefix));
  const mails = await countLetters(endpoints.mail.http);
  const behind = Object.entries(lag).filter(([, count]) => count > 0);
  return {
    waitedFor: [
      ...metrics,
      ...tables.waitedFor,
      ...behind.map(([group, count]) => `${group} to commit the offsets of ${count} records`),
    ],
    lag,
    print: `${ends} ${mails} ${tables.print}`,
  };
}

async function lookAtTables(client: Client): Promise<{ waitedFor: string[]; print: string }> {
  const waitedFor = Object.entries(await readUnsaid(client))
    .filter(([, count]) => count > 0)
    .map(([service, count]) => `${count} rows of ${service}'s outbox to be said`);
  const { rows } = await client.query<{ notices: number; queues: number; untried: number; print: string }>(`
    SELECT (SELECT count(*)::int FROM notifier.notice WHERE due_at IS NOT NULL) AS notices,
      (SELECT count(*)::int FROM assigner.specialist WHERE queue_dirty) AS queues,
      (SELECT count(*)::int FROM assigner.complaint WHERE status = 'pooled' AND waiting IS NULL
        AND complaint_id NOT IN (SELECT complaint_id FROM assigner.parked WHERE complaint_id IS NOT NULL)) AS untried,
      (SELECT concat_ws(' ', (SELECT count(*) FROM intake.owned_complaint), (SELECT count(*) FROM intake.timeline_entry),
        (SELECT sum(open_count) FROM assigner.specialist))) AS print`);
  const found = rows[0];
  if (found?.notices) waitedFor.push(`${found.notices} notices to be sent`);
  if (found?.queues) waitedFor.push(`${found.queues} queues to be posted`);
  if (found?.untried) waitedFor.push(`${found.untried} pooled complaints to be looked at`);
  return { waitedFor, print: found?.print ?? '' };
}

async function lookAtTopics(admin: Admin, prefix: string): Promise<{ lag: Record<string, number>; ends: string }> {
  const lag: Record<string, number> = {};
  const ends = new Map<string, Map<number, number>>();
  for (const topic of await topicNames(admin, prefix)) ends.set(topic, await endsOf(admin, prefix + topic));
  for (const [group, topic] of Object.entries(groups)) {
    const [committed] = await admin.fetchOffsets({ groupId: prefix + group, topics: [prefix + topic] });
    const next = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    lag[group] = [...(ends.get(topic) ?? [])].reduce(
      (sum, [partition, end]) => sum + Math.max(0, end - Math.max(0, next.get(partition) ?? 0)),
      0,
    );
  }
  return { lag, ends: JSON.stringify([...ends.values()].map((offsets) => [...offsets.values()])) };
}

/** What each service itself says it has still to do. */
async function readMetrics(deployment: Deployment): Promise<string[]> {
  const waitedFor: string[] = [];
  for (const service of services) {
    for (const { url } of deployment.processesOf(service)) {
      const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) });
      const text = await response.text();
      const value = (name: string) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
      const lag = value('redress_consumer_lag');
      const unsaid = value('redress_outbox_rows');
      if (lag > 0) waitedFor.push(`${service} to take ${lag} records`);
      // Not a number while the service cannot read its own outbox.
      if (unsaid !== 0) waitedFor.push(`${service} to say ${unsaid} rows`);
      if (value('redress_brake_engaged') > 0) waitedFor.push(`the brake of ${service} to be released`);
    }
  }
  return waitedFor;
}

import { settle } from '../checks/verdicts.js';
import type { Deployment } from '../deployment/deployment.js';
import type { Caller } from '../driver/callers.js';
import type { Staff } from '../driver/staff.js';
import type { History } from './history.js';
import { readDesk } from './read-desk.js';
import { readLetters } from './read-letters.js';
import { readLogs } from './read-logs.js';
import { readOwners } from './read-owners.js';
import { readQueues } from './read-queues.js';
import { readTables, withDatabase } from './read-tables.js';
import { readTopics, topicNames, withAdmin } from './read-topics.js';

type Known = Pick<History, 'told' | 'acts' | 'rest' | 'calm' | 'flows' | 'flowSeconds'>;

/** Reads everything that the checks look at. */
export async function gather(
  deployment: Deployment,
  { callers, staff, ...known }: { callers: Caller[]; staff: Staff } & Known,
): Promise<History> {
  const { endpoints } = deployment;
  const names = await withAdmin(endpoints, (admin) => topicNames(admin, endpoints.topicPrefix));
  const intake = endpoints.services.intake?.url ?? '';
  const logs = await readLogs(deployment.logs);
  const topics = await readTopics(endpoints, names);
  const seen = await readOwners(intake, callers);
  return {
    ...known,
    told: settle(known.told, topics.get('submission-verdicts') ?? []),
    topics,
    seen,
    desk: await readDesk(
      endpoints.services.desk?.url ?? '',
      staff,
      seen.map(({ id }) => id),
    ),
    queues: await readQueues(endpoints.services.assigner?.url ?? '', staff),
    jolts: deployment.jolts,
    tables: await withDatabase(endpoints.database, (client) =>
      readTables(client, `${endpoints.topicPrefix}complaints`),
    ),
    letters: await readLetters(endpoints.mail.http),
    ...logs,
    logs: deployment.logs.length,
  };
}

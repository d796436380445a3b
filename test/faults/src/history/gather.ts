import { settle } from '../checks/verdicts.js';
import type { Deployment } from '../deployment/deployment.js';
import type { Caller } from '../driver/callers.js';
import type { History } from './history.js';
import { readLetters } from './read-letters.js';
import { readLogs } from './read-logs.js';
import { readOwners } from './read-owners.js';
import { readTables, withDatabase } from './read-tables.js';
import { readTopics, topicNames, withAdmin } from './read-topics.js';

/** Reads everything that the checks look at. */
export async function gather(
  deployment: Deployment,
  { callers, ...known }: { callers: Caller[] } & Pick<History, 'told' | 'rest' | 'calm' | 'flows' | 'flowSeconds'>,
): Promise<History> {
  const { endpoints } = deployment;
  const names = await withAdmin(endpoints, (admin) => topicNames(admin, endpoints.topicPrefix));
  const intake = endpoints.services.intake?.url ?? '';
  const logs = await readLogs(deployment.logs);
  const topics = await readTopics(endpoints, names);
  return {
    ...known,
    told: settle(known.told, topics.get('submission-verdicts') ?? []),
    topics,
    seen: await readOwners(intake, callers),
    tables: await withDatabase(endpoints.database, (client) =>
      readTables(client, `${endpoints.topicPrefix}complaints`),
    ),
    letters: await readLetters(endpoints.mail.http),
    ...logs,
    logs: deployment.logs.length,
  };
}

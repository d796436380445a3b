import type { Deployment } from '../deployment/deployment.js';
import type { Caller } from '../driver/callers.js';
import type { Told } from '../driver/told.js';
import type { History, Rest } from './history.js';
import { readLetters } from './read-letters.js';
import { readLogs } from './read-logs.js';
import { readOwners } from './read-owners.js';
import { readTables, withDatabase } from './read-tables.js';
import { readTopics, topicNames, withAdmin } from './read-topics.js';

/** Reads everything that the checks look at. */
export async function gather(
  deployment: Deployment,
  { callers, told, rest, calm }: { callers: Caller[]; told: Told[]; rest: Rest; calm: boolean },
): Promise<History> {
  const { endpoints } = deployment;
  const names = await withAdmin(endpoints, (admin) => topicNames(admin, endpoints.topicPrefix));
  const intake = endpoints.services.intake?.url ?? '';
  const logs = await readLogs(deployment.logs);
  return {
    told,
    topics: await readTopics(endpoints, names),
    seen: await readOwners(intake, callers),
    tables: await withDatabase(endpoints.database, readTables),
    letters: await readLetters(endpoints.mail.http),
    ...logs,
    logs: deployment.logs.length,
    rest,
    calm,
  };
}

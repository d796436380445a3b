export { createTopics, takesGroups } from './kafka/admin.js';
export { type BrokerContainer, brokerContainer } from './kafka/docker-broker.js';
export { startKafka } from './kafka/kafka.js';
export { freePorts, isFree } from './ports.js';
export {
  databaseAddress,
  prepareDatabase,
  type Role,
  type RolePasswords,
  roles,
  roleUrl,
} from './postgres/database.js';
export { type PostgresOptions, startPostgres } from './postgres/postgres.js';
export { Problem } from './problem.js';

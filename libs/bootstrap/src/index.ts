import 'reflect-metadata';

export { Env, type EnvOptions } from './config/env.js';
export { IsAddress } from './config/is-address.js';
export { loadConfig } from './config/load-config.js';
export { type LogLevel, ServiceConfig } from './config/service.config.js';
export { ConfigError, StartError } from './config/start-error.js';
export { DatabaseModule, type DatabaseOptions } from './database/database.module.js';
export { IsText } from './edge/is-text.js';
export { type LabelLanguage, labelLanguage } from './edge/label-language.js';
export { Problem, type ProblemBody, type ProblemCode, type ProblemError, type ProblemOptions } from './edge/problem.js';
export { Answers, Refuses } from './openapi/answers.js';
export { CurrentPrincipal, type Principal } from './sign-in/principal.js';
export { Public, type Role, Roles } from './sign-in/roles.js';
export { runService } from './start/run-service.js';
export type { RunningService, ServiceOptions } from './start/running-service.js';
export { ServiceModule } from './start/service.module.js';
export { startService } from './start/start-service.js';
export { HEALTH_CHECKS, type HealthCheck } from './watch/health-check.js';

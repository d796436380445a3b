import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mintTokens, seedSpecialists, type Tokens } from './demo-people.js';
import type { DeploymentState } from './deployment-state.js';
import { type Endpoints, removeEndpoints, type ServiceEndpoint, writeEndpoints } from './endpoints.js';
import * as infrastructure from './infrastructure.js';
import { createTopics, takesGroups } from './kafka/admin.js';
import { type Outside, useServer } from './outside.js';
import type { Part } from './part.js';
import { offsets } from './ports.js';
import { prepareDatabase } from './postgres/database.js';
import { postgresUrl, wrongPassword } from './postgres/postgres.js';
import { Problem } from './problem.js';
import type { Processes } from './processes/processes.js';
import { RightOfWay } from './processes/right-of-way.js';
import { databaseName, databaseNameOf, type ServicePart, type Surroundings, serviceParts } from './services.js';
import { Supervised } from './supervised.js';
import { cameTrue } from './until.js';
import { serveWeb } from './web.js';
import { allOf, WrongSettings } from './wrong-settings.js';

export interface DeploymentOptions {
  folder: string;
  /** The first port. */
  first: number;
  instances: Record<string, number>;
  state: DeploymentState;
  outside: Outside;
  processes: Processes;
  /** Told what happens, a line each. */
  say(line: string): void;
  /** Told when it cannot go on. */
  gaveUp(problem: Error): void;
}

const patienceMs = 15_000;
const groupsSeconds = 30;
/** Longer than a service takes to read its settings. */
const settingsMs = 3_000;
const tokensRenewedMs = 12 * 60 * 60 * 1000;

/** Everything that `npm start` runs, from the first process to the last. */
export class Deployment {
  private readonly stopping = new AbortController();
  private readonly way = new RightOfWay();
  private readonly infrastructure: Supervised[] = [];
  private readonly services: (ServicePart & { supervised: Supervised })[] = [];
  private readonly site: infrastructure.Site;
  private readonly around: Surroundings;
  private tokens: Tokens = {};
  private ready = false;
  private web: Server | undefined;

  constructor(private readonly options: DeploymentOptions) {
    const { folder, first, state, outside, processes } = options;
    const at = (offset: number) => `127.0.0.1:${first + offset}`;
    this.site = { folder, logs: join(folder, 'logs'), first, state, processes };
    this.around = {
      database:
        outside.database ?? postgresUrl({ port: first + offsets.postgres, password: state.password }, databaseName),
      brokers: outside.kafka ?? [at(offsets.kafka)],
      smtp: outside.smtp ?? `smtp://${at(offsets.smtp)}`,
      issuer: outside.issuer ?? `http://${at(offsets.issuer)}`,
      state,
      outside,
      first,
      logs: this.site.logs,
      held: join(folder, 'held'),
    };
  }

  /** Resolves when everything is ready; rejects with a problem, or when it is stopped meanwhile. */
  async start(): Promise<void> {
    const { first, folder, instances, processes, outside } = this.options;
    this.web = await serveWeb(first + offsets.web, folder, () => this.endpoints());
    this.publish();
    await Promise.all([this.startDatabase(), this.startBroker(), this.startMail(), this.startIssuer()]);
    for (const service of serviceParts(instances, this.around, processes)) {
      this.services.push({ ...service, supervised: this.supervise(service.part) });
    }
    await this.startServices();
    const assigner = this.services.find(({ service }) => service === 'assigner');
    const { lena } = this.tokens;
    if (assigner && lena && !outside.issuer) await seedSpecialists(assigner.url, lena.token);
    this.stopping.signal.throwIfAborted();
    this.ready = true;
    this.publish();
  }

  /** Ends everything in order, within 20 seconds, and keeps the data. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.ready = false;
    this.publish();
    const services = this.services.map(({ supervised }) => supervised);
    for (const supervised of [...services, ...this.infrastructure]) supervised.letBe();
    await Promise.all(services.map((supervised) => supervised.stop()));
    await Promise.all(this.infrastructure.map((supervised) => supervised.stop()));
    this.web?.closeAllConnections();
    this.web?.close();
    removeEndpoints(this.options.folder);
  }

  endpoints(): Endpoints {
    const { first, outside } = this.options;
    const { brokers, smtp, issuer, database } = this.around;
    const parts = this.infrastructure.map(({ part, pid }) => [part.name, { pid, log: part.log }]);
    return {
      version: 1,
      ready: this.ready,
      web: `http://127.0.0.1:${first + offsets.web}`,
      services: this.serviceEndpoints(),
      parts: Object.fromEntries(parts) as Endpoints['parts'],
      kafka: brokers,
      topicPrefix: process.env.REDRESS_TOPIC_PREFIX ?? '',
      database,
      mail: { smtp, http: outside.smtp ? '' : `http://127.0.0.1:${first + offsets.mail}` },
      oidc: issuer,
      people: this.tokens,
    };
  }

  private serviceEndpoints(): Record<string, ServiceEndpoint> {
    const endpoints: Record<string, ServiceEndpoint> = {};
    for (const { service, url, part, supervised } of this.services) {
      const endpoint = { url, pid: supervised.pid, log: part.log };
      const first = endpoints[service];
      if (first) first.instances = [...(first.instances ?? []), endpoint];
      else endpoints[service] = endpoint;
    }
    return endpoints;
  }

  private async startDatabase(): Promise<void> {
    const { outside, state, folder } = this.options;
    const prepare = (admin: string) => prepareDatabase(admin, databaseNameOf(this.around), state.passwords);
    const { database } = outside;
    if (database) return useServer('DATABASE_URL', () => prepare(database));
    await this.runInfrastructure(infrastructure.database(this.site));
    try {
      await prepare(postgresUrl({ port: this.site.first + offsets.postgres, password: state.password }));
    } catch (error) {
      if ((error as { code?: string }).code !== wrongPassword) throw error;
      throw new Problem(`The database in ${folder} has another password than its deployment.json: start with --fresh`);
    }
  }

  private async startBroker(): Promise<void> {
    const { say, outside } = this.options;
    const { brokers } = this.around;
    if (!outside.kafka) {
      await this.runInfrastructure(await infrastructure.broker(this.site, this.stopping.signal, say));
    }
    const security = outside.kafka ? outside.security : {};
    await useServer('KAFKA_BROKERS', async () => {
      await createTopics(brokers, process.env.REDRESS_TOPIC_PREFIX ?? '', security);
      // One that is new makes its topic of offsets only when it is first asked.
      const isReady = await cameTrue(() => takesGroups(brokers, security), groupsSeconds);
      if (!isReady) throw new Error(`it coordinates no groups after ${groupsSeconds} s`);
    });
    say('the topics are there');
  }

  private async startMail(): Promise<void> {
    if (!this.options.outside.smtp) await this.runInfrastructure(infrastructure.mailCatcher(this.site));
  }

  private async startIssuer(): Promise<void> {
    if (this.options.outside.issuer) return;
    await this.runInfrastructure(infrastructure.issuer(this.site));
    this.tokens = await mintTokens(this.around.issuer);
    setInterval(() => void this.renewTokens(), tokensRenewedMs).unref();
  }

  private async renewTokens(): Promise<void> {
    try {
      this.tokens = await mintTokens(this.around.issuer);
      this.publish();
    } catch (error) {
      this.options.say(`the tokens of the demo people could not be renewed: ${(error as Error).message}`);
    }
  }

  /** Rejects at once when one of them cannot be started; with wrong settings as soon as those of the others are known too. */
  private async startServices(): Promise<void> {
    const wrong: WrongSettings[] = [];
    const starting = this.services.map(({ supervised }) =>
      this.run(supervised).catch((error: Error) => {
        if (error instanceof WrongSettings) wrong.push(error);
        throw error;
      }),
    );
    try {
      await Promise.all(starting);
    } catch (error) {
      if (wrong.length === 0) throw error;
      await Promise.race([Promise.allSettled(starting), pause(settingsMs, undefined, { ref: false })]);
      throw allOf(wrong);
    }
  }

  private async runInfrastructure(part: Part): Promise<void> {
    const supervised = this.supervise(part);
    this.infrastructure.push(supervised);
    await this.run(supervised);
  }

  private supervise(part: Part): Supervised {
    const { say, gaveUp } = this.options;
    return new Supervised(part, { way: this.way, say, gaveUp, restarted: () => this.publish() });
  }

  private async run(supervised: Supervised): Promise<void> {
    this.stopping.signal.throwIfAborted();
    const { name, log } = supervised.part;
    const patience = setInterval(() => this.options.say(`${name} is not ready yet, see ${log}`), patienceMs);
    await supervised.start().finally(() => clearInterval(patience));
    this.options.say(`${name} is ready`);
  }

  private publish(): void {
    writeEndpoints(this.options.folder, this.endpoints());
  }
}

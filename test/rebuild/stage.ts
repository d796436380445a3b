import { prepareService, type RunningService, type ServiceOptions, startService } from '@redress/bootstrap';
import { rebuildService, type Tables } from '@redress/messaging';
import {
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import { AssignerConfig } from '../../apps/assigner/src/assigner.config.js';
import { assigner } from '../../apps/assigner/src/start.js';
import { assignerTables } from '../../apps/assigner/src/storage/tables.js';
import { CategoriserConfig } from '../../apps/categoriser/src/categoriser.config.js';
import { categoriser } from '../../apps/categoriser/src/start.js';
import { IntakeConfig } from '../../apps/intake/src/intake.config.js';
import { intake } from '../../apps/intake/src/start.js';
import { intakeTables } from '../../apps/intake/src/storage/tables.js';
import { configured } from './configured.js';

export type Staged = 'intake' | 'categoriser' | 'assigner';
export type Rebuildable = keyof typeof tablesOf;

const tablesOf = { intake: intakeTables, assigner: assignerTables } satisfies Record<string, Tables>;

/** Intake, categoriser and assigner on parts of their own, in this process. */
export class Stage {
  private readonly running = new Map<Staged, RunningService>();

  private constructor(
    readonly database: TestDatabase,
    readonly broker: TestBroker,
    private readonly issuer: TestIssuer,
  ) {}

  static async set(): Promise<Stage> {
    const [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
    const stage = new Stage(database, broker, issuer);
    // The vault is made by intake, and read by the others.
    await (await prepareService(stage.made('intake'))).close();
    for (const service of ['intake', 'categoriser', 'assigner'] as const) await stage.start(service);
    return stage;
  }

  async start(service: Staged): Promise<void> {
    this.running.set(service, await startService(this.made(service)));
  }

  async stop(service: Staged): Promise<void> {
    await this.running.get(service)?.stop();
    this.running.delete(service);
  }

  async strike(): Promise<void> {
    for (const service of this.running.keys()) await this.stop(service);
    await Promise.all([this.database.drop(), this.broker.drop(), this.issuer.drop()]);
  }

  /** Calls a service. Throws when it refuses. */
  async ask<Body = Record<string, unknown>>(
    service: Staged,
    who: [sub: string, role: string],
    call: string,
    body?: object,
  ): Promise<Body> {
    const [method, path] = call.split(' ');
    const token = await this.issuer.tokenFor(who[0], { roles: [who[1]] });
    const answer = await fetch(`${this.running.get(service)?.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${service} answered ${answer.status} to ${call}: ${text}`);
    return (text ? JSON.parse(text) : {}) as Body;
  }

  /** Rebuilds a service beside its live one, in schemas made as an operator's command makes them. */
  async rebuild(service: Rebuildable, run: string, { dryRun = false } = {}) {
    for (const schema of [`${service}_rebuild`, `${service}_before_${run}`]) {
      await this.database.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await this.database.query(`CREATE SCHEMA ${schema} AUTHORIZATION ${service}`);
    }
    try {
      return await rebuildService({
        service: this.made(service),
        tables: tablesOf[service],
        run,
        dryRun,
        hold: () => this.stop(service),
        progress: () => undefined,
      });
    } finally {
      await this.start(service);
    }
  }

  private made(service: Staged): ServiceOptions {
    const { database, broker } = this;
    const more = { issuer: this.issuer.url };
    switch (service) {
      case 'intake':
        return intake(configured(IntakeConfig, service, database, broker, more));
      case 'categoriser':
        return categoriser(configured(CategoriserConfig, service, database, broker, more));
      case 'assigner':
        return assigner(configured(AssignerConfig, service, database, broker, more));
    }
  }
}

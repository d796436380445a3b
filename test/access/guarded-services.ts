import { prepareService, type RunningService, type ServiceOptions, startService } from '@redress/bootstrap';
import type { Service } from '@redress/contracts';
import { rebuildService } from '@redress/messaging';
import { makeTestDatabase, makeTestIssuer, type TestDatabase, type TestIssuer } from '@redress/testing';
import { AssignerConfig } from '../../apps/assigner/src/assigner.config.js';
import { assigner } from '../../apps/assigner/src/start.js';
import { assignerTables } from '../../apps/assigner/src/storage/tables.js';
import { CategoriserConfig } from '../../apps/categoriser/src/categoriser.config.js';
import { categoriser } from '../../apps/categoriser/src/start.js';
import { DeskConfig } from '../../apps/desk/src/desk.config.js';
import { desk } from '../../apps/desk/src/start.js';
import { IntakeConfig } from '../../apps/intake/src/intake.config.js';
import { intake } from '../../apps/intake/src/start.js';
import { NotifierConfig } from '../../apps/notifier/src/notifier.config.js';
import { notifier } from '../../apps/notifier/src/start.js';
import { configured } from '../rebuild/configured.js';
import type { GuardedBroker } from './guarded-broker.js';

/** Every service in this process, each signed in to the broker by its own name. */
export class GuardedServices {
  private readonly running = new Map<Service, RunningService>();

  private constructor(
    private readonly broker: GuardedBroker,
    private readonly database: TestDatabase,
    private readonly issuer: TestIssuer,
  ) {}

  static async start(broker: GuardedBroker): Promise<GuardedServices> {
    const hosted = new GuardedServices(broker, await makeTestDatabase(), await makeTestIssuer());
    // The vault is made by intake, and read by the others.
    await (await prepareService(hosted.made('intake'))).close();
    const others = ['categoriser', 'assigner', 'notifier', 'desk'] as const;
    await Promise.all(['intake' as const, ...others].map((service) => hosted.startOne(service)));
    return hosted;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((service) => this.stopOne(service)));
    await Promise.all([this.database.drop(), this.issuer.drop()]);
  }

  /** Calls a service as somebody. */
  async ask(service: Service, [sub, role]: [string, string], call: string, body?: object) {
    const [method, path] = call.split(' ');
    const token = await this.issuer.tokenFor(sub, { roles: [role] });
    const answer = await fetch(`${this.running.get(service)?.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /** Proves the assigner's tables, as an operator's command does; resolves with the rows that differ. */
  async proveAssigner(run: string) {
    for (const schema of ['assigner_rebuild', `assigner_before_${run}`]) {
      await this.database.query(`CREATE SCHEMA ${schema} AUTHORIZATION assigner`);
    }
    return rebuildService({
      service: this.made('assigner'),
      tables: assignerTables,
      run,
      dryRun: true,
      hold: () => this.stopOne('assigner'),
      progress: () => undefined,
    });
  }

  private async startOne(service: Service): Promise<void> {
    this.running.set(service, await startService(this.made(service)));
  }

  private async stopOne(service: Service): Promise<void> {
    await this.running.get(service)?.stop();
    this.running.delete(service);
  }

  private made(service: Service): ServiceOptions {
    const { mechanism, username, password } = this.broker.signIn(service);
    const signedIn = { saslMechanism: mechanism, saslUsername: username, saslPassword: password };
    const more = { issuer: this.issuer.url, ...signedIn };
    const of = <C extends object>(Config: new () => C): C =>
      configured(Config, service, this.database, { brokers: this.broker.brokers, prefix: '' }, more);
    switch (service) {
      case 'intake':
        return intake(of(IntakeConfig));
      case 'categoriser':
        return categoriser(of(CategoriserConfig));
      case 'assigner':
        return assigner(of(AssignerConfig));
      case 'notifier':
        return notifier(of(NotifierConfig));
      case 'desk':
        return desk(of(DeskConfig));
    }
  }
}

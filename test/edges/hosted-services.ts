import { type RunningService, startService } from '@redress/bootstrap';
import { makeTestBroker, makeTestDatabase, makeTestIssuer } from '@redress/testing';
import { AssignerConfig } from '../../apps/assigner/src/assigner.config.js';
import { assigner } from '../../apps/assigner/src/start.js';
import { CategoriserConfig } from '../../apps/categoriser/src/categoriser.config.js';
import { categoriser } from '../../apps/categoriser/src/start.js';
import { DeskConfig } from '../../apps/desk/src/desk.config.js';
import { desk } from '../../apps/desk/src/start.js';
import { IntakeConfig } from '../../apps/intake/src/intake.config.js';
import { intake } from '../../apps/intake/src/start.js';
import { NotifierConfig } from '../../apps/notifier/src/notifier.config.js';
import { notifier } from '../../apps/notifier/src/start.js';
import { configured } from '../rebuild/configured.js';
import type { Ground } from './src/ground/ground.js';

export interface HostedServices extends Ground {
  stop(): Promise<void>;
}

/** Every service in this process, on parts of its own, counting no requests. */
export async function hostServices(): Promise<HostedServices> {
  const [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
  const made = <C extends object>(Config: new () => C, service: Parameters<typeof configured>[1]): C =>
    configured(Config, service, database, broker, { issuer: issuer.url, rateLimits: 'off' });
  // The vault is made by intake, and read by the others.
  const first = await startService(intake(made(IntakeConfig, 'intake')));
  const others = await Promise.all([
    startService(categoriser(made(CategoriserConfig, 'categoriser'))),
    startService(assigner(made(AssignerConfig, 'assigner'))),
    startService(desk(made(DeskConfig, 'desk'))),
    startService(notifier(made(NotifierConfig, 'notifier'))),
  ]);
  const running: RunningService[] = [first, ...others];
  const names = ['intake', 'categoriser', 'assigner', 'desk', 'notifier'];
  return {
    services: Object.fromEntries(running.map(({ url }, nth) => [names[nth] ?? '', url])),
    tokenFor: (sub, roles) => issuer.tokenFor(sub, { roles, email: `${sub}@customers.example` }),
    stop: async () => {
      await Promise.all(running.map((service) => service.stop()));
      await Promise.all([database.drop(), broker.drop(), issuer.drop()]);
    },
  };
}

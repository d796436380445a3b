import { type DynamicModule, Module } from '@nestjs/common';
import { HEALTH_CHECKS, type HealthCheck } from '@redress/bootstrap';
import { ForgetKeys } from './accept/forget-keys.js';
import { BrokerState } from './broker-state.js';
import { Commits } from './commits.js';
import { Journal } from './journal.js';
import { JournalStrategy } from './journal-strategy.js';
import { MessagingMetrics } from './metrics.js';
import { OperatorsActsController } from './operators-acts.controller.js';
import { OperatorsActs } from './operators-acts.js';
import { OutboxController } from './outbox.controller.js';
import { ParkedController } from './parked.controller.js';
import { Parking } from './parking.js';
import { Relay } from './relay.js';
import { SayAgain } from './say-again.js';
import { MESSAGING_SETTINGS, type MessagingSettings } from './settings.js';

/** Everything a service needs to hear and to say. Wants the service's DataSource and prom-client's Registry beside it. */
@Module({})
export class MessagingModule {
  static forService(settings: MessagingSettings): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      controllers: [OutboxController, OperatorsActsController, ParkedController],
      providers: [
        { provide: MESSAGING_SETTINGS, useValue: settings },
        BrokerState,
        {
          provide: HEALTH_CHECKS,
          useFactory: (broker: BrokerState): HealthCheck[] => [
            // Without a broker a service still accepts and answers; what it says waits in its outbox.
            { name: 'kafka', check: async () => broker.status(), required: false },
          ],
          inject: [BrokerState],
        },
        Commits,
        ForgetKeys,
        Journal,
        JournalStrategy,
        MessagingMetrics,
        OperatorsActs,
        Parking,
        Relay,
        SayAgain,
      ],
      exports: [BrokerState, Commits, HEALTH_CHECKS, Journal, JournalStrategy],
    };
  }
}

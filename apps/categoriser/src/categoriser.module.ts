import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule, HEALTH_CHECKS, type HealthCheck } from '@redress/bootstrap';
import { BrokerState, MessagingModule, messagingMigrations } from '@redress/messaging';
import { parseMasterKey, VaultModule } from '@redress/vault';
import { CategoriseOnSubmitted } from './categorise-on-submitted.handler.js';
import { type CategoriserConfig, messagingSettings } from './categoriser.config.js';

const service = 'categoriser';

/** Says what a complaint is about, how sure it is, how complex it is, and why. */
@Module({})
export class CategoriserModule {
  static forService(config: CategoriserConfig): DynamicModule {
    return {
      module: CategoriserModule,
      imports: [
        DatabaseModule.forService({ service, url: config.databaseUrl, migrations: messagingMigrations }),
        MessagingModule.forService(messagingSettings(config)),
        VaultModule.forReader({ url: config.vaultDatabaseUrl, masterKey: parseMasterKey(config.masterKey) }),
      ],
      controllers: [CategoriseOnSubmitted],
      providers: [
        {
          provide: HEALTH_CHECKS,
          useFactory: (broker: BrokerState): HealthCheck[] => [
            { name: 'kafka', check: async () => broker.status(), required: false },
          ],
          inject: [BrokerState],
        },
      ],
    };
  }
}

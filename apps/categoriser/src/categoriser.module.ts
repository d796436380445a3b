import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { parseMasterKey, VaultModule } from '@redress/vault';
import { CategoriseOnSubmitted } from './categorise-on-submitted.handler.js';
import { type CategoriserConfig } from './categoriser.config.js';

const service = 'categoriser';

/** Says what a complaint is about, how sure it is, how complex it is, and why. */
@Module({})
export class CategoriserModule {
  static forService(config: CategoriserConfig): DynamicModule {
    return {
      module: CategoriserModule,
      imports: [
        DatabaseModule.forService({ service, url: config.databaseUrl, migrations: messagingMigrations }),
        MessagingModule.forService(config.messaging(service)),
        VaultModule.forReader({ url: config.vaultDatabaseUrl, masterKey: parseMasterKey(config.masterKey) }),
      ],
      controllers: [CategoriseOnSubmitted],
    };
  }
}

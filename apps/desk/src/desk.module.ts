import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { ComplaintState, TimelineEntryEntity, timelineMigrations } from '@redress/timeline';
import { parseMasterKey, VaultModule } from '@redress/vault';
import { type DeskConfig } from './desk.config.js';

const service = 'desk';

/** A specialist's work on the words: conversation, requests, decision, corrections, search. */
@Module({})
export class DeskModule {
  static forService(config: DeskConfig): DynamicModule {
    return {
      module: DeskModule,
      imports: [
        DatabaseModule.forService({
          service,
          url: config.databaseUrl,
          entities: [ComplaintState, TimelineEntryEntity],
          migrations: [...messagingMigrations, ...timelineMigrations],
          poolSize: 16,
        }),
        MessagingModule.forService(config.messaging(service)),
        VaultModule.forReader({ url: config.vaultDatabaseUrl, masterKey: parseMasterKey(config.masterKey) }),
      ],
    };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { parseMasterKey, VaultModule } from '@redress/vault';
import { AcknowledgeOnSubmitted } from './acknowledge-on-submitted.handler.js';
import { parseSender } from './domain/address.js';
import { NoticeCounter } from './notice-counter.js';
import type { NotifierConfig } from './notifier.config.js';
import { Ledger } from './sending/ledger.js';
import { Letters } from './sending/letters.js';
import { PostOffice } from './sending/post-office.js';
import { SENDING_CONNECTIONS, SendNotices } from './sending/send-notices.js';
import { SettleAttempts } from './sending/settle-attempts.js';
import { LETTER_SETTINGS, WriteLetters } from './sending/write-letters.js';
import { notifierMigrations } from './storage/migrations/index.js';
import { Notice } from './storage/notice.entity.js';
import { ToldComplaint } from './storage/told-complaint.entity.js';
import { TellOnAssigned } from './tell-on-assigned.handler.js';

const service = 'notifier';

@Module({})
export class NotifierModule {
  static forService(config: NotifierConfig): DynamicModule {
    const from = parseSender(config.mailFrom);
    if (!from) throw new Error('MAIL_FROM names no sender');
    const { timeZone, smtpUrl: url, smtpConnections: connections, smtpHandovers: handovers } = config;
    return {
      module: NotifierModule,
      imports: [
        DatabaseModule.forService({
          service,
          url: config.databaseUrl,
          entities: [ToldComplaint, Notice],
          migrations: [...messagingMigrations, ...notifierMigrations],
        }),
        MessagingModule.forService(config.messaging(service)),
        VaultModule.forReader({ url: config.vaultDatabaseUrl, masterKey: parseMasterKey(config.masterKey) }),
      ],
      controllers: [AcknowledgeOnSubmitted, TellOnAssigned],
      providers: [
        NoticeCounter,
        Ledger,
        SettleAttempts,
        SendNotices,
        WriteLetters,
        { provide: Letters, useFactory: () => new Letters() },
        { provide: PostOffice, useFactory: () => new PostOffice({ url, from, connections, handovers }) },
        { provide: LETTER_SETTINGS, useValue: { timeZone, sender: from.name } },
        { provide: SENDING_CONNECTIONS, useValue: connections },
      ],
    };
  }
}

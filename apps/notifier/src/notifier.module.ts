import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule, HEALTH_CHECKS, type HealthCheck } from '@redress/bootstrap';
import { BrokerState, MessagingModule, messagingMigrations } from '@redress/messaging';
import { parseMasterKey, VaultModule } from '@redress/vault';
import { AcknowledgeOnSubmitted } from './acknowledge-on-submitted.handler.js';
import { parseSender } from './domain/address.js';
import { NoticeCounter } from './notice-counter.js';
import { messagingSettings, type NotifierConfig } from './notifier.config.js';
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

function brokerCheck(broker: BrokerState): HealthCheck[] {
  return [{ name: 'kafka', required: false, check: async () => broker.status() }];
}

@Module({})
export class NotifierModule {
  static with(config: NotifierConfig): DynamicModule {
    const from = parseSender(config.mailFrom);
    if (!from) throw new Error('MAIL_FROM names no sender');
    const { timeZone, smtpUrl: url, smtpConnections: connections, smtpHandovers: handovers } = config;
    return {
      module: NotifierModule,
      imports: [
        DatabaseModule.forService({
          service: 'notifier',
          url: config.databaseUrl,
          entities: [ToldComplaint, Notice],
          migrations: [...messagingMigrations, ...notifierMigrations],
        }),
        MessagingModule.forService(messagingSettings(config)),
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
        { provide: HEALTH_CHECKS, useFactory: brokerCheck, inject: [BrokerState] },
      ],
    };
  }
}

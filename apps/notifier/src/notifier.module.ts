import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { parseMasterKey, VaultModule } from '@redress/vault';
import { domainOf, parseSender } from './domain/address.js';
import { ReplyAddresses, replyKey } from './domain/reply-address.js';
import { loadLetters } from './letters/load-letters.js';
import { NoticeCounter } from './notice-counter.js';
import { type NotifierConfig, ownTemplates } from './notifier.config.js';
import { Ledger } from './sending/ledger.js';
import { PostOffice } from './sending/post-office.js';
import { SENDING_SETTINGS, SendNotices } from './sending/send-notices.js';
import { SettleAttempts } from './sending/settle-attempts.js';
import { LETTER_SETTINGS, LETTERS, WriteLetters } from './sending/write-letters.js';
import { notifierMigrations } from './storage/migrations/index.js';
import { Notice } from './storage/notice.entity.js';
import { ToldComplaint } from './storage/told-complaint.entity.js';
import { TellOnAnyEvent } from './tell-on-any-event.handler.js';

const service = 'notifier';
const hour = 60 * 60 * 1_000;

@Module({})
export class NotifierModule {
  static forService(config: NotifierConfig): DynamicModule {
    const from = parseSender(config.mailFrom);
    if (!from) throw new Error('MAIL_FROM names no sender');
    const masterKey = parseMasterKey(config.masterKey);
    const letters = config.letters ?? loadLetters(ownTemplates);
    const replies = new ReplyAddresses(replyKey(masterKey), config.replyDomain ?? domainOf(from.address));
    const { timeZone, wayInUrl, smtpUrl: url, smtpConnections: connections, smtpHandovers: handovers } = config;
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
        VaultModule.forReader({ url: config.vaultDatabaseUrl, masterKey }),
      ],
      controllers: [TellOnAnyEvent],
      providers: [
        NoticeCounter,
        Ledger,
        SettleAttempts,
        SendNotices,
        WriteLetters,
        { provide: LETTERS, useValue: letters },
        { provide: ReplyAddresses, useValue: replies },
        { provide: PostOffice, useFactory: () => new PostOffice({ url, from, connections, handovers }) },
        { provide: LETTER_SETTINGS, useValue: { timeZone, sender: from.name, wayInUrl } },
        { provide: SENDING_SETTINGS, useValue: { connections, patienceMs: config.patienceHours * hour } },
      ],
    };
  }
}

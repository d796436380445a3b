import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { ComplaintState, TimelineEntryEntity, Timelines, timelineMigrations } from '@redress/timeline';
import { parseMasterKey, VaultModule } from '@redress/vault';
import { ActOnComplaint } from './act-on-complaint.js';
import { CannedReplies } from './canned-replies.js';
import { CorrectCategoryController } from './correct-category.controller.js';
import { DecideComplaintController } from './decide-complaint.controller.js';
import { type DeskConfig } from './desk.config.js';
import { FindComplaint } from './find-complaint.js';
import { FollowOnAnyEvent } from './follow-on-any-event.handler.js';
import { IssueFinalResponseController } from './issue-final-response.controller.js';
import { LearnOnSpecialist } from './learn-on-specialist.handler.js';
import { LinkDuplicateController } from './link-duplicate.controller.js';
import { ListCannedRepliesController } from './list-canned-replies.controller.js';
import { ListTriageController } from './list-triage.controller.js';
import { ReadComplaintController } from './read-complaint.controller.js';
import { ReferComplaintController } from './refer-complaint.controller.js';
import { ReplyFactsOf } from './reply-facts-of.js';
import { RequestInformationController } from './request-information.controller.js';
import { SearchComplaintsController } from './search-complaints.controller.js';
import { ShowAuditController } from './show-audit.controller.js';
import { ShowComplaints } from './show-complaints.js';
import { ShowJournalOrderController } from './show-journal-order.controller.js';
import { ComplaintRead } from './storage/complaint-read.entity.js';
import { HeldComplaint } from './storage/held-complaint.entity.js';
import { deskMigrations } from './storage/migrations/index.js';
import { SearchableWords } from './storage/searchable-words.entity.js';
import { Specialist } from './storage/specialist.entity.js';
import { StreamComplaintController } from './stream-complaint.controller.js';
import { WhoseComplaint } from './whose-complaint.js';
import { WriteMessageController } from './write-message.controller.js';

const service = 'desk';
const ownReplies = join(import.meta.dirname, '../canned-replies');

const reading = [
  ListTriageController,
  SearchComplaintsController,
  ListCannedRepliesController,
  ReadComplaintController,
  StreamComplaintController,
  ShowAuditController,
  ShowJournalOrderController,
];

const acting = [
  WriteMessageController,
  RequestInformationController,
  DecideComplaintController,
  CorrectCategoryController,
  LinkDuplicateController,
  IssueFinalResponseController,
  ReferComplaintController,
];

/** A specialist's work on the words: conversation, requests, decision, corrections, search. */
@Module({})
export class DeskModule {
  static forService(config: DeskConfig): DynamicModule {
    const replies = config.cannedReplies ?? new CannedReplies(ownReplies);
    return {
      module: DeskModule,
      imports: [
        DatabaseModule.forService({
          service,
          url: config.databaseUrl,
          entities: [ComplaintState, TimelineEntryEntity, HeldComplaint, SearchableWords, Specialist, ComplaintRead],
          migrations: [...messagingMigrations, ...timelineMigrations, ...deskMigrations],
          poolSize: 16,
        }),
        MessagingModule.forService(config.messaging(service)),
        VaultModule.forReader({ url: config.vaultDatabaseUrl, masterKey: parseMasterKey(config.masterKey) }),
      ],
      controllers: [...reading, ...acting, FollowOnAnyEvent, LearnOnSpecialist],
      providers: [
        ActOnComplaint,
        FindComplaint,
        ReplyFactsOf,
        ShowComplaints,
        Timelines,
        WhoseComplaint,
        { provide: CannedReplies, useValue: replies },
      ],
    };
  }
}

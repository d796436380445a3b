import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { ComplaintState, TimelineEntryEntity, Timelines, timelineMigrations } from '@redress/timeline';
import { parseMasterKey, VaultKeeper, VaultReader, vaultMigrations } from '@redress/vault';
import { DataSource } from 'typeorm';
import { FollowOnAnyEvent } from './follow-on-any-event.handler.js';
import { type IntakeConfig } from './intake.config.js';
import { ReadComplaintsController } from './read-complaints.controller.js';
import { ChannelSubmission } from './storage/channel-submission.entity.js';
import { FindComplaints } from './storage/find-complaints.js';
import { intakeMigrations } from './storage/migrations/index.js';
import { OwnedComplaint } from './storage/owned-complaint.entity.js';
import { SubmitBatchController } from './submit-batch.controller.js';
import { SubmitComplaintController } from './submit-complaint.controller.js';
import { TakeOnSubmission } from './take-on-submission.handler.js';
import { TakeSubmissions } from './take-submissions.js';

const service = 'intake';

/** Everything a customer or a channel does. */
@Module({})
export class IntakeModule {
  static forService(config: IntakeConfig): DynamicModule {
    const masterKey = parseMasterKey(config.masterKey);
    return {
      module: IntakeModule,
      imports: [
        DatabaseModule.forService({
          service,
          url: config.databaseUrl,
          entities: [OwnedComplaint, ChannelSubmission, ComplaintState, TimelineEntryEntity],
          migrations: [...messagingMigrations, ...vaultMigrations, ...timelineMigrations, ...intakeMigrations],
          poolSize: 16,
        }),
        MessagingModule.forService(config.messaging(service)),
      ],
      controllers: [
        SubmitBatchController,
        SubmitComplaintController,
        ReadComplaintsController,
        FollowOnAnyEvent,
        TakeOnSubmission,
      ],
      providers: [
        FindComplaints,
        TakeSubmissions,
        Timelines,
        { provide: VaultKeeper, useFactory: () => new VaultKeeper(masterKey) },
        {
          provide: VaultReader,
          useFactory: (dataSource: DataSource) => new VaultReader(dataSource, masterKey),
          inject: [DataSource],
        },
      ],
    };
  }
}

import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DatabaseModule, TokenCheck } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { ComplaintState, TimelineEntryEntity, Timelines, timelineMigrations } from '@redress/timeline';
import { parseMasterKey, VaultKeeper, VaultReader, vaultMigrations } from '@redress/vault';
import { DataSource } from 'typeorm';
import { ActOnComplaintController } from './act-on-complaint.controller.js';
import { ActOnComplaint } from './act-on-complaint.js';
import { Addresses, derivedKey } from './addresses.js';
import { FollowOnAnyEvent } from './follow-on-any-event.handler.js';
import { ForgetWaysIn } from './forget-ways-in.js';
import { HandOutDataController } from './hand-out-data.controller.js';
import { type IntakeConfig } from './intake.config.js';
import { KeepPreferencesController } from './keep-preferences.controller.js';
import { NewComplaints } from './new-complaints.js';
import { Policy } from './policy.js';
import { ReadComplaintsController } from './read-complaints.controller.js';
import { ReopenComplaint } from './reopen-complaint.js';
import { SessionTokens } from './session-tokens.js';
import { ShowComplaints } from './show-complaints.js';
import { ShowWayInPageController } from './show-way-in-page.controller.js';
import { ChannelSubmission } from './storage/channel-submission.entity.js';
import { FindComplaints } from './storage/find-complaints.js';
import { intakeMigrations } from './storage/migrations/index.js';
import { OwnedComplaint } from './storage/owned-complaint.entity.js';
import { Preference } from './storage/preference.entity.js';
import { WayIn } from './storage/way-in.entity.js';
import { SubmitBatchController } from './submit-batch.controller.js';
import { SubmitComplaintController } from './submit-complaint.controller.js';
import { TakeOnSubmission } from './take-on-submission.handler.js';
import { TakeSubmissions } from './take-submissions.js';
import { WayInController } from './way-in.controller.js';
import { WayInPage } from './way-in-page.js';
import { WaysIn } from './ways-in.js';

const service = 'intake';

/** All that knows the master key, or a key made of it. */
function keepers(masterKey: Buffer): Provider[] {
  const addresses = new Addresses(derivedKey(masterKey, 'addresses'));
  return [
    { provide: VaultKeeper, useFactory: () => new VaultKeeper(masterKey) },
    {
      provide: VaultReader,
      useFactory: (dataSource: DataSource) => new VaultReader(dataSource, masterKey),
      inject: [DataSource],
    },
    { provide: Addresses, useValue: addresses },
    {
      provide: SessionTokens,
      useFactory: (tokens: TokenCheck) => {
        const own = new SessionTokens(derivedKey(masterKey, 'sessions'), addresses);
        tokens.takeAlso(own);
        return own;
      },
      inject: [TokenCheck],
    },
  ];
}

/** Everything a customer or a channel does. */
@Module({})
export class IntakeModule {
  static forService(config: IntakeConfig): DynamicModule {
    return {
      module: IntakeModule,
      imports: [
        DatabaseModule.forService({
          service,
          url: config.databaseUrl,
          entities: [OwnedComplaint, ChannelSubmission, Preference, WayIn, ComplaintState, TimelineEntryEntity],
          migrations: [...messagingMigrations, ...vaultMigrations, ...timelineMigrations, ...intakeMigrations],
          poolSize: 16,
        }),
        MessagingModule.forService(config.messaging(service)),
      ],
      controllers: [
        SubmitBatchController,
        SubmitComplaintController,
        ReadComplaintsController,
        ActOnComplaintController,
        KeepPreferencesController,
        HandOutDataController,
        WayInController,
        ShowWayInPageController,
        FollowOnAnyEvent,
        TakeOnSubmission,
      ],
      providers: [
        ...keepers(parseMasterKey(config.masterKey)),
        { provide: Policy, useValue: config.policy },
        ActOnComplaint,
        FindComplaints,
        ForgetWaysIn,
        NewComplaints,
        ReopenComplaint,
        ShowComplaints,
        TakeSubmissions,
        Timelines,
        WayInPage,
        WaysIn,
      ],
    };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { Acts } from './acts.js';
import { AssignComplaintController } from './assign-complaint.controller.js';
import { AssignerConfig } from './assigner.config.js';
import { Assignments } from './assignments.js';
import { ClaimComplaintController } from './claim-complaint.controller.js';
import { Dispatcher } from './dispatcher.js';
import { FollowOnAnyEvent } from './follow-on-any-event.handler.js';
import { ForgetChanges } from './forget-changes.js';
import { HandOverComplaintController } from './hand-over-complaint.controller.js';
import { KeepSpecialistController } from './keep-specialist.controller.js';
import { PoolSize } from './pool-size.js';
import { QueuePublisher } from './queue-publisher.js';
import { SayPresenceController } from './say-presence.controller.js';
import { ShowPoolController } from './show-pool.controller.js';
import { ShowQueueController } from './show-queue.controller.js';
import { StartWorkController } from './start-work.controller.js';
import { Complaint } from './storage/complaint.entity.js';
import { FormerHolder } from './storage/former-holder.entity.js';
import { assignerMigrations } from './storage/migrations/index.js';
import { Specialist } from './storage/specialist.entity.js';
import { Standings } from './storage/standings.js';

const service = 'assigner';

/** Says who works on a complaint. */
@Module({})
export class AssignerModule {
  static forService(config: AssignerConfig): DynamicModule {
    return {
      module: AssignerModule,
      imports: [
        DatabaseModule.forService({
          service,
          url: config.databaseUrl,
          entities: [Complaint, Specialist, FormerHolder],
          migrations: [...messagingMigrations, ...assignerMigrations],
        }),
        MessagingModule.forService(config.messaging(service)),
      ],
      controllers: [
        FollowOnAnyEvent,
        ShowQueueController,
        ShowPoolController,
        ClaimComplaintController,
        StartWorkController,
        HandOverComplaintController,
        AssignComplaintController,
        SayPresenceController,
        KeepSpecialistController,
      ],
      providers: [
        { provide: AssignerConfig, useValue: config },
        Standings,
        Assignments,
        Acts,
        Dispatcher,
        QueuePublisher,
        ForgetChanges,
        PoolSize,
      ],
    };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@redress/bootstrap';
import { MessagingModule, messagingMigrations } from '@redress/messaging';
import { AssignComplaintController } from './assign-complaint.controller.js';
import { AssignerConfig } from './assigner.config.js';
import { ClaimComplaintController } from './claim-complaint.controller.js';
import { Dispatcher } from './dispatcher.js';
import { HandOverComplaintController } from './hand-over-complaint.controller.js';
import { KeepOnSubmitted } from './keep-on-submitted.handler.js';
import { KeepSpecialistController } from './keep-specialist.controller.js';
import { PoolOnCategorised } from './pool-on-categorised.handler.js';
import { PoolSize } from './pool-size.js';
import { QueuePublisher } from './queue-publisher.js';
import { RecallOnDecided } from './recall-on-decided.handler.js';
import { SayPresenceController } from './say-presence.controller.js';
import { ShowPoolController } from './show-pool.controller.js';
import { ShowQueueController } from './show-queue.controller.js';
import { StartWorkController } from './start-work.controller.js';
import { Complaint } from './storage/complaint.entity.js';
import { FormerHolder } from './storage/former-holder.entity.js';
import { assignerMigrations } from './storage/migrations/index.js';
import { Specialist } from './storage/specialist.entity.js';

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
        KeepOnSubmitted,
        PoolOnCategorised,
        RecallOnDecided,
        ShowQueueController,
        ShowPoolController,
        ClaimComplaintController,
        StartWorkController,
        HandOverComplaintController,
        AssignComplaintController,
        SayPresenceController,
        KeepSpecialistController,
      ],
      providers: [{ provide: AssignerConfig, useValue: config }, Dispatcher, QueuePublisher, PoolSize],
    };
  }
}

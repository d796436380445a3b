import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import { Log } from '../log/log.js';
import { openDatabase } from './open-database.js';

export interface DatabaseOptions {
  /** Its schema in the database has this name. */
  service: string;
  /** Address with the service's own role. */
  url: string;
  // biome-ignore lint/complexity/noBannedTypes: TypeORM names entity classes so
  entities?: (Function | EntitySchema)[];
  /** Run in this order at start, each in its own transaction, by one instance at a time. */
  migrations: (new () => MigrationInterface)[];
  /** Connections at most; 10 when absent. */
  poolSize?: number;
}

/** The service's own schema as a TypeORM `DataSource`, migrated before anything uses it. */
@Module({})
export class DatabaseModule {
  /** Waits for a database that is not up yet; ends the start when it refuses the role, the password or the name. */
  static forService(options: DatabaseOptions): DynamicModule {
    let log: Log | undefined;
    const database = TypeOrmModule.forRootAsync({
      inject: [{ token: Log, optional: true }],
      useFactory: (found?: Log) => {
        log = found;
        return { type: 'postgres', retryAttempts: 0 };
      },
      dataSourceFactory: () => openDatabase(options, log?.lines),
    });
    return { module: DatabaseModule, imports: [database] };
  }
}

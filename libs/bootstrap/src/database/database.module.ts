import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Log } from '../log/log.js';
import { Bell } from '../stream/bell.js';
import type { DatabaseOptions } from './data-source.js';
import { openDatabase } from './open-database.js';

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
        return { type: 'postgres', toRetry: () => false };
      },
      dataSourceFactory: () => openDatabase(options, log?.lines),
    });
    const bell = {
      provide: Bell,
      inject: [DataSource, { token: Log, optional: true }],
      useFactory: (source: DataSource, found?: Log) => new Bell(source, found?.lines),
    };
    return { module: DatabaseModule, imports: [database], providers: [bell], exports: [bell] };
  }
}

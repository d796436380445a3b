import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { DatabaseOptions } from './database.module.js';

export async function openDatabase(_options: DatabaseOptions, _log?: Logger): Promise<DataSource> {
  throw new Error('not built yet');
}

import { MakeNotifierTables1764000100000 } from './1764000100000-make-notifier-tables.js';

/** To be run after those of messaging. */
export const notifierMigrations = [MakeNotifierTables1764000100000];

import { MakeNotifierTables1764000100000 } from './1764000100000-make-notifier-tables.js';
import { TellTheWholeLife1764000100100 } from './1764000100100-tell-the-whole-life.js';

/** To be run after those of messaging. */
export const notifierMigrations = [MakeNotifierTables1764000100000, TellTheWholeLife1764000100100];

import { MakePoolAndRoster1764000100000 } from './1764000100000-make-pool-and-roster.js';

/** To be run after those of messaging. */
export const assignerMigrations = [MakePoolAndRoster1764000100000];

import { MakeDesk1764000300000 } from './1764000300000-make-desk.js';

/** To be run after those of messaging and the timeline. */
export const deskMigrations = [MakeDesk1764000300000];

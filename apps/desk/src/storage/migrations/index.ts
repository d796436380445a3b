import { MakeDesk1764000300000 } from './1764000300000-make-desk.js';
import { StemTwice1764000310000 } from './1764000310000-stem-twice.js';

/** To be run after those of messaging and the timeline. */
export const deskMigrations = [MakeDesk1764000300000, StemTwice1764000310000];

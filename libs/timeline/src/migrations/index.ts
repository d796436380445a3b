import { MakeTimeline1764000060000 } from './1764000060000-make-timeline.js';

/** To be run after those of messaging. */
export const timelineMigrations = [MakeTimeline1764000060000];

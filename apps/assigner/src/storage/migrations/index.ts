import { MakePoolAndRoster1764000100000 } from './1764000100000-make-pool-and-roster.js';
import { FollowTheWholeLife1764000200000 } from './1764000200000-follow-the-whole-life.js';
import { KnowAllWhoDecidedBefore1764000300000 } from './1764000300000-know-all-who-decided-before.js';

/** To be run after those of messaging. */
export const assignerMigrations = [
  MakePoolAndRoster1764000100000,
  FollowTheWholeLife1764000200000,
  KnowAllWhoDecidedBefore1764000300000,
];

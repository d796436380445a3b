import { MakeMessagingTables1764000000000 } from './1764000000000-make-messaging-tables.js';
import { RememberOperatorsActs1764000000100 } from './1764000000100-remember-operators-acts.js';
import { RememberRequestKeys1764000000200 } from './1764000000200-remember-request-keys.js';
import { RememberFirstAnswers1764000000300 } from './1764000000300-remember-first-answers.js';
import { ListOperatorsActs1764000000400 } from './1764000000400-list-operators-acts.js';
import { KnowSettledRecords1764000000500 } from './1764000000500-know-settled-records.js';

/** To be run by every service before its own. */
export const messagingMigrations = [
  MakeMessagingTables1764000000000,
  RememberOperatorsActs1764000000100,
  RememberRequestKeys1764000000200,
  RememberFirstAnswers1764000000300,
  ListOperatorsActs1764000000400,
  KnowSettledRecords1764000000500,
];

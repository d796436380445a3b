import { runRebuild } from '@redress/messaging';
import { NotifierConfig } from './notifier.config.js';
import { notifier } from './start.js';
import { notifierTables } from './storage/tables.js';

runRebuild('notifier', NotifierConfig, notifier, notifierTables);

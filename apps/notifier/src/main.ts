import { runService } from '@redress/bootstrap';
import { NotifierConfig } from './notifier.config.js';
import { start } from './start.js';

runService('notifier', NotifierConfig, start);

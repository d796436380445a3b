import { runService } from '@redress/bootstrap';
import { DeskConfig } from './desk.config.js';
import { start } from './start.js';

runService('desk', DeskConfig, start);

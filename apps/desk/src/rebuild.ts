import { runRebuild } from '@redress/messaging';
import { DeskConfig } from './desk.config.js';
import { desk } from './start.js';
import { deskTables } from './storage/tables.js';

runRebuild('desk', DeskConfig, desk, deskTables);

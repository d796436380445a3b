import { runRebuild } from '@redress/messaging';
import { AssignerConfig } from './assigner.config.js';
import { assigner } from './start.js';
import { assignerTables } from './storage/tables.js';

runRebuild('assigner', AssignerConfig, assigner, assignerTables);

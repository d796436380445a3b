import { runRebuild } from '@redress/messaging';
import { CategoriserConfig } from './categoriser.config.js';
import { categoriser } from './start.js';
import { categoriserTables } from './storage/tables.js';

runRebuild('categoriser', CategoriserConfig, categoriser, categoriserTables);

import { runRebuild } from '@redress/messaging';
import { IntakeConfig } from './intake.config.js';
import { intake } from './start.js';
import { intakeTables } from './storage/tables.js';

runRebuild('intake', IntakeConfig, intake, intakeTables);

import { runService } from '@redress/bootstrap';
import { IntakeConfig } from './intake.config.js';
import { start } from './start.js';

runService('intake', IntakeConfig, start);

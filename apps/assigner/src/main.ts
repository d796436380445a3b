import { runService } from '@redress/bootstrap';
import { AssignerConfig } from './assigner.config.js';
import { start } from './start.js';

runService('assigner', AssignerConfig, start);

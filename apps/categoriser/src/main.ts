import { runService } from '@redress/bootstrap';
import { CategoriserConfig } from './categoriser.config.js';
import { start } from './start.js';

runService('categoriser', CategoriserConfig, start);

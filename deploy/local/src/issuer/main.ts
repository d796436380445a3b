import { runProcess } from '../own-process.js';
import { startIssuer } from './start.js';

await runProcess('issuer', ['PORT'], startIssuer);

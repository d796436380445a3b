import { runProcess } from '../own-process.js';
import { startMail } from './start.js';

await runProcess('mail catcher', ['SMTP_PORT', 'HTTP_PORT'], startMail);

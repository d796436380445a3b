import { join } from 'node:path';
import { listen, serve } from '../json-http.js';
import type { ProcessSettings, RunningProcess } from '../own-process.js';
import { mailDesk } from './desk.js';
import { Mailbox } from './mailbox.js';
import { Reception } from './reception.js';

/** Starts the mail catcher: SMTP on one port, what it caught on the other. */
export async function startMail(settings: ProcessSettings<'SMTP_PORT' | 'HTTP_PORT'>): Promise<RunningMail> {
  const { host, folder, ports } = settings;
  const mailbox = new Mailbox(join(folder, 'mails.jsonl'));
  const reception = new Reception(mailbox);
  const desk = serve(mailDesk(mailbox, reception));
  const smtp = `smtp://${host}:${await reception.listen(ports.SMTP_PORT, host)}`;
  const http = `http://${host}:${await listen(desk, ports.HTTP_PORT, host)}`;
  return {
    smtp,
    http,
    where: `${smtp}, ${http}`,
    async stop() {
      desk.closeAllConnections();
      desk.close();
      await reception.close();
      mailbox.close();
    },
  };
}

export interface RunningMail extends RunningProcess {
  smtp: string;
  http: string;
}

import { type Adds, example } from '../console.js';
import { exits, Failure } from '../failure.js';
import { columns, timeOfDay } from '../timeline.js';

interface MailsOptions {
  about?: string;
  text?: boolean;
  json?: boolean;
}

interface Mail {
  at: string;
  to: string;
  subject: string;
  text: string;
  headers: Record<string, string>;
}

export const mails: Adds = (program, { say, deployment }) => {
  program
    .command('mails')
    .description("Print the mails in the local deployment's mail catcher, the oldest first.")
    .argument('[to]', 'only to this address, or to this demo customer')
    .option('--about <ref>', 'only those that name this complaint')
    .option('--text', 'their text, too')
    .option('--json', 'print the mails')
    .addHelpText('after', example('mails anna --about R-7K2M-9QXA'))
    .action(async (to: string | undefined, { about, text, json }: MailsOptions) => {
      const found = (await caught(deployment().endpoints.mail?.http, to)).filter(
        (mail) => about === undefined || `${mail.subject}\n${mail.text}`.includes(about.toUpperCase()),
      );
      if (json) return say(JSON.stringify(found));
      if (found.length === 0) return say('There are no such mails.');
      say(found.map((mail) => (text ? `${mailLine(mail)}\n\n${mail.text.trim()}\n` : mailLine(mail))).join('\n'));
    });
};

async function caught(http: string | undefined, to: string | undefined): Promise<Mail[]> {
  if (!http) throw new Failure(exits.failed, 'The mails go to a mail server of your own: look there.');
  const address = to === undefined || to.includes('@') ? to : `${to}@customers.example`;
  const query = address === undefined ? '' : `?to=${encodeURIComponent(address)}`;
  const answer = await fetch(`${http}/api/messages${query}`).catch(() => undefined);
  if (!answer?.ok) throw new Failure(exits.unreachable, `The mail catcher does not answer at ${http}.`);
  return (await answer.json()) as Mail[];
}

/** `HH:MM:SS  <to>  <template>  <subject>` */
function mailLine({ at, to, subject, headers }: Mail): string {
  return columns([timeOfDay(at), 8], [to, 22], [headers['x-redress-template'] ?? '-', 21], [subject, 0]);
}

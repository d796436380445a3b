import { type Template, templates } from '@redress/contracts';
import { InvalidArgumentError } from 'commander';
import { type Adds, example } from '../console.js';
import { table } from '../table.js';

type Mails = Partial<Record<Template, boolean>>;

interface Preferences {
  language?: string;
  mails: Mails;
}

interface PreferencesOptions {
  as: string;
  /** `false`: no language of one's own any more. */
  language?: string | false;
  mail?: Mails;
  json?: boolean;
}

const path = '/v1/preferences';

export const preferences: Adds = (program, { say, deployment }) => {
  program
    .command('preferences')
    .description('Print how a customer is written to, or change it. What is owed by law comes all the same.')
    .option('--as <name>', 'the customer', 'anna')
    .option('--language <tag>', 'to be written to in, such as ru')
    .option('--no-language', 'to be written to in the language of each complaint')
    .option('--mail <name=on|off>', `one of ${templates.join(', ')}; several times for several`, wish)
    .option('--json', 'print the answer')
    .addHelpText('after', example('preferences --as anna --language en --mail survey=off'))
    .action(async ({ as, language, mail, json }: PreferencesOptions) => {
      const there = deployment();
      const now = (await there.call('intake', as, path)) as Preferences;
      const isSaid = mail !== undefined || language === false || typeof language === 'string';
      const wanted = isSaid ? changed(now, language, mail) : undefined;
      const answer = wanted ? await there.call('intake', as, path, { method: 'PUT', body: wanted }) : now;
      say(json ? JSON.stringify(answer) : shown(answer as Preferences));
    });
};

function changed(now: Preferences, language: string | false | undefined, mail: Mails = {}): Preferences {
  const kept = language === undefined ? now.language : language || undefined;
  return { ...(kept && { language: kept }), mails: { ...now.mails, ...mail } };
}

function wish(text: string, before: Mails = {}): Mails {
  const [name = '', word = ''] = text.split('=');
  if (!(templates as readonly string[]).includes(name) || !['on', 'off'].includes(word)) {
    throw new InvalidArgumentError(
      `It must be a name and on or off, such as survey=off; names: ${templates.join(', ')}.`,
    );
  }
  return { ...before, [name]: word === 'on' };
}

function shown({ language, mails }: Preferences): string {
  const rows = Object.entries(mails).map(([name, isWanted]) => [name, isWanted ? 'on' : 'off']);
  return `language: ${language ?? "each complaint's own"}\n\n${table(['mail', 'wanted'], rows)}`;
}

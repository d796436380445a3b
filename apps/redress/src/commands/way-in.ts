import { type Adds, example } from '../console.js';

interface WayInOptions {
  enter?: boolean;
  language?: string;
  json?: boolean;
}

export const wayIn: Adds = (program, { say, deployment }) => {
  program
    .command('way-in')
    .description('For who cannot sign in: have a link sent to an address, or go in with it from here.')
    .argument('<what>', 'the e-mail address; with --enter the link, or what follows its #')
    .option('--enter', 'print a session: what --token takes, for an hour')
    .option('--language <tag>', 'to be written to in, such as ru')
    .option('--json', 'print the answer')
    .addHelpText('after', '\nThe answer is the same whether anybody knows the address or not.')
    .addHelpText('after', example('way-in anna@customers.example --language ru'))
    .action(async (what: string, { enter, language, json }: WayInOptions) => {
      const there = deployment();
      const answer = enter
        ? await there.askOpenly('intake', '/v1/way-in/session', { token: what.slice(what.lastIndexOf('#') + 1) })
        : await there.askOpenly('intake', '/v1/way-in', { email: what, language });
      if (json) return say(JSON.stringify(answer));
      const { token, minutes } = answer as { token?: string; minutes?: number };
      say(token ?? `If the address is right, a link is on its way to it. It opens for ${minutes} minutes.`);
    });
};

import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import { claimsOf, type Deployment } from '../deployment.js';
import { wholeNumber } from '../numbers.js';

interface TokenOptions {
  role?: string[];
  email?: string;
  locale?: string;
  ttl?: number;
  json?: boolean;
}

export function token(program: Command, { say, deployment }: Console): void {
  program
    .command('token')
    .description("Print a token: a demo person's own, or a new one for anybody.")
    .argument('<sub>', 'a demo person such as anna, or any other name')
    .option('--role <role...>', "the roles; else the demo person's, or customer")
    .option('--email <address>', 'the e-mail address it carries')
    .option('--locale <tag>', 'the language it carries, such as ru')
    .option('--ttl <seconds>', 'how long it lives, a day if not said; negative: it is expired already', wholeNumber)
    .option('--json', 'print {"token": …}')
    .addHelpText('after', example('token dora --role specialist --ttl 3600'))
    .action(async (sub: string, { json, ...wanted }: TokenOptions) => {
      const given = await tokenFor(deployment(), sub, wanted);
      say(json ? JSON.stringify({ token: given }) : given);
    });
}

function tokenFor(there: Deployment, sub: string, wanted: Omit<TokenOptions, 'json'>): Promise<string> {
  if (Object.keys(wanted).length === 0) return there.tokenOf(sub, 'customer');
  const { role, ...claims } = wanted;
  const person = there.endpoints.people[sub];
  const { email, locale } = person ? claimsOf(person.token) : {};
  return there.mint({
    ...(email && { email }),
    ...(locale && { locale }),
    ...claims,
    sub,
    roles: role ?? person?.roles ?? ['customer'],
  });
}

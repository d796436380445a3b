import type { Command } from 'commander';
import { type Console, example } from '../console.js';

interface SubmitOptions {
  as: string;
  language?: string;
  category?: string;
  key?: string;
  json?: boolean;
}

export function submit(program: Command, { say, deployment, read }: Console): void {
  program
    .command('submit')
    .description('Submit a complaint and print its reference.')
    .argument('<text>', 'what the customer complains about; - reads it from standard input')
    .option('--as <name>', 'the customer', 'anna')
    .option('--language <tag>', 'the language of the text, such as ru; else it is guessed')
    .option('--category <id>', 'the category the customer picks, such as withdrawals')
    .option('--key <key>', 'the Idempotency-Key: the same key and complaint give the same answer again')
    .option('--json', 'print the whole answer')
    .addHelpText('after', example('submit "Вывод 50000 ₽ висит третий день" --as anna'))
    .action(async (text: string, { as, language, category, key, json }: SubmitOptions) => {
      const body = { text: text === '-' ? await read() : text, language, category };
      const answer = await deployment().call('intake', as, '/v1/complaints', {
        body,
        ...(key !== undefined && { key }),
      });
      say(json ? JSON.stringify(answer) : (answer as { reference: string }).reference);
    });
}

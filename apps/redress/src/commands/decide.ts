import { outcomes } from '@redress/contracts';
import { Argument } from 'commander';
import { act, textArgument } from '../act.js';
import { exits, Failure } from '../failure.js';
import { amount } from '../numbers.js';
import { holder } from '../who.js';

interface DecideOptions {
  amount?: number;
  currency?: string;
}

export const decide = act<DecideOptions>({
  name: 'decide',
  does: 'Decide a complaint, and tell the customer so. At stage two somebody else does than at stage one.',
  service: 'desk',
  call: 'decide',
  by: holder,
  takes: (command) =>
    command
      .addArgument(new Argument('<outcome>', 'what became of it').choices(outcomes))
      .argument(...textArgument)
      .option('--amount <number>', 'what the customer gets to put things right', amount)
      .option('--currency <code>', 'of the amount, such as RUB'),
  body: async ({ args: [outcome, text = ''], options, words }) => ({
    outcome,
    ...redressOf(options),
    explanation: await words(text),
  }),
  example: 'decide R-7K2M-9QXA upheld "Мы вернули деньги" --amount 500 --currency RUB --as ivan',
});

function redressOf({ amount: sum, currency }: DecideOptions): object {
  if ((sum === undefined) !== (currency === undefined)) {
    throw new Failure(exits.usage, 'Say --amount and --currency together, or neither.');
  }
  return sum === undefined ? {} : { redress: { amount: sum, currency } };
}

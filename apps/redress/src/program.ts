import { Command, CommanderError } from 'commander';
import { events } from './commands/events.js';
import { lists } from './commands/lists.js';
import { outbox } from './commands/outbox.js';
import { parked } from './commands/parked.js';
import { rebuild } from './commands/rebuild.js';
import { start } from './commands/start.js';
import { status } from './commands/status.js';
import { submit } from './commands/submit.js';
import { token } from './commands/token.js';
import { watch } from './commands/watch.js';
import { work } from './commands/work.js';
import { type Console, example, processConsole } from './console.js';
import { type Exit, exits, Failure } from './failure.js';

/** The whole command line, ready to parse. */
export function redress(consoleOf: (program: Command) => Console = processConsole): Command {
  const program = new Command('redress')
    .description('Drive a running Redress from the command line.')
    .option('--data <folder>', 'the data folder of the deployment; else REDRESS_DATA, else .redress here')
    .showHelpAfterError('(add --help to see how)')
    .addHelpText('after', '\nEnds with 0 done, 1 failed or refused, 2 wrong usage, 3 unreachable, 4 not found.')
    .addHelpText('after', example('submit "Вывод 50000 ₽ висит третий день"'))
    .exitOverride();
  const console = consoleOf(program);
  start(program);
  for (const add of [status, submit, watch, token, events, lists, work, parked, outbox, rebuild]) add(program, console);
  return program;
}

/** Runs one command line and gives how it ended; what went wrong is one sentence for `complain`. */
export async function run(program: Command, args: string[], complain: (sentence: string) => void): Promise<Exit> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return exits.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage;
    complain(error instanceof Error ? error.message : String(error));
    return error instanceof Failure ? error.exit : exits.failed;
  }
}

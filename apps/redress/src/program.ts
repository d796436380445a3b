import { Command, CommanderError } from 'commander';
import { accept } from './commands/accept.js';
import { answer } from './commands/answer.js';
import { ask } from './commands/ask.js';
import { assign } from './commands/assign.js';
import { audit } from './commands/audit.js';
import { batch } from './commands/batch.js';
import { canned } from './commands/canned.js';
import { claim } from './commands/claim.js';
import { complaints } from './commands/complaints.js';
import { correct } from './commands/correct.js';
import { decide } from './commands/decide.js';
import { escalate } from './commands/escalate.js';
import { events } from './commands/events.js';
import { finalResponse } from './commands/final-response.js';
import { follow } from './commands/follow.js';
import { handOver } from './commands/hand-over.js';
import { linkDuplicate } from './commands/link-duplicate.js';
import { mails } from './commands/mails.js';
import { myData } from './commands/my-data.js';
import { note } from './commands/note.js';
import { outbox } from './commands/outbox.js';
import { parked } from './commands/parked.js';
import { pool } from './commands/pool.js';
import { preferences } from './commands/preferences.js';
import { presence } from './commands/presence.js';
import { queue } from './commands/queue.js';
import { rebuild } from './commands/rebuild.js';
import { refer } from './commands/refer.js';
import { reopen } from './commands/reopen.js';
import { search } from './commands/search.js';
import { shift } from './commands/shift.js';
import { show } from './commands/show.js';
import { start } from './commands/start.js';
import { startWork } from './commands/start-work.js';
import { status } from './commands/status.js';
import { submit } from './commands/submit.js';
import { survey } from './commands/survey.js';
import { token } from './commands/token.js';
import { triage } from './commands/triage.js';
import { watch } from './commands/watch.js';
import { wayIn } from './commands/way-in.js';
import { withdraw } from './commands/withdraw.js';
import { write } from './commands/write.js';
import { type Adds, type Console, example, processConsole } from './console.js';
import { type Exit, exits, Failure } from './failure.js';
import { specialists } from './specialists.js';

/** Every command but `start`, under who mostly types it. */
const commands: [heading: string, adds: Adds[]][] = [
  ['Customers:', [submit, complaints, show, watch, follow, write, accept, reopen, escalate, withdraw, survey]],
  ['Customers, about themselves:', [preferences, myData, wayIn]],
  ['Channels:', [batch]],
  ['Specialists:', [queue, claim, startWork, handOver, presence, shift, triage, correct, search, canned]],
  ['Specialists, to the customer:', [answer, ask, note, decide, finalResponse, refer, linkDuplicate]],
  ['Leads and auditors:', [pool, assign, specialists, audit]],
  ['Operators:', [status, events, parked, outbox, rebuild, mails, token]],
];

/** The whole command line, ready to parse. */
export function redress(consoleOf: (program: Command) => Console = processConsole): Command {
  const program = new Command('redress')
    .description('Drive a running Redress from the command line.')
    .option('--data <folder>', 'the data folder of the deployment; else REDRESS_DATA, else .redress here')
    .option('--token <token>', 'call as the bearer of this token, in place of --as')
    .showHelpAfterError('(add --help to see how)')
    .addHelpText('after', '\nEnds with 0 done, 1 failed or refused, 2 wrong usage, 3 unreachable, 4 not found.')
    .addHelpText('after', example('submit "Вывод 50000 ₽ висит третий день"'))
    .exitOverride();
  const console = consoleOf(program);
  start(program);
  for (const [heading, adds] of commands) {
    program.commandsGroup(heading);
    for (const add of adds) add(program, console);
  }
  return program;
}

/** Runs one command line and gives how it ended; what went wrong is one sentence for `complain`. */
export async function run(program: Command, args: string[], complain: (sentence: string) => void): Promise<Exit> {
  let isNamed = true;
  program.hook('preAction', (_program, action) => {
    isNamed = action.getOptionValueSource('as') === 'cli';
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exits.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage;
    complain(error instanceof Error ? error.message : String(error));
    if (!(error instanceof Failure)) return exits.failed;
    if (error.askedAs && !isNamed) complain(`Asked as ${error.askedAs}: --as names somebody else.`);
    return error.exit;
  }
}

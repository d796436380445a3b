import { referencePattern } from '@redress/contracts';
import type { Command } from 'commander';
import { complaintPath, refOf } from './complaint-path.js';
import { type Adds, example } from './console.js';
import type { Who } from './who.js';

/** What was typed after the reference. */
export interface Typed<Options> {
  args: string[];
  options: Options;
  /** A text; `-` stands for standard input. */
  words(text: string): Promise<string>;
}

/** A command that does one thing to one complaint, in somebody's name. */
export interface Act<Options extends object> {
  name: string;
  does: string;
  /** Who owns the fact, and the call there, below the complaint's address. */
  service: 'intake' | 'assigner' | 'desk';
  call: string;
  /** Who does it when nobody is named. */
  by: Who;
  /** Adds what it takes besides the reference. */
  takes?: (command: Command) => Command;
  /** What is sent, of what was typed; else nothing. Throws `Failure`. */
  body?: (typed: Typed<Options>) => object | Promise<object>;
  example: string;
}

interface ActOptions {
  as?: string;
  key?: string;
  json?: boolean;
}

/** What the services tell of a complaint after an act. */
interface Acted {
  reference: string;
  status: string;
  label?: string;
  specialist?: string;
}

export const textArgument = ['<text>', 'the words; - reads them from standard input'] as const;

/** Gives what adds the command. It prints the complaint's reference, status and label after the act, and who acted. */
export function act<Options extends object = object>(spec: Act<Options>): Adds {
  const { name, does, service, call, by, takes = (command) => command, body } = spec;
  return (program, { say, deployment, read }) => {
    const byDefault = typeof by === 'string' ? by : 'whoever holds it, else ivan';
    takes(program.command(name).description(does).argument('<ref>', 'the reference or id of the complaint'))
      .option('--as <name>', `who does it (default: ${byDefault})`)
      .option('--key <key>', 'the Idempotency-Key: the same key and words do it once, however often it is sent')
      .option('--json', 'print the whole answer')
      .addHelpText('after', example(spec.example))
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const [ref = '', ...args] = command.processedArgs as string[];
        const { as, key, json, ...options } = command.opts<ActOptions>();
        const words = async (text: string): Promise<string> => (text === '-' ? await read() : text);
        const sent = await body?.({ args, options: options as Options, words });
        const there = deployment();
        const who = as ?? (typeof by === 'string' ? by : await by(there, ref));
        const request = { method: 'POST', ...(sent && { body: sent }), ...(key !== undefined && { key }) };
        const answer = await there.call(service, who, complaintPath(ref, call), request);
        say(json ? JSON.stringify(answer) : acted(answer as Acted, ref, who));
      });
  };
}

function acted({ reference, status, label = '' }: Acted, typed: string, who: string): string {
  const ref = refOf(typed);
  const goesOn = referencePattern.test(ref) && reference !== ref ? `follows ${ref}` : '';
  return [reference, status, label, goesOn, `as ${who}`].filter((part) => part !== '').join('  ');
}

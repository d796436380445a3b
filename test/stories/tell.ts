import { eventually } from '@redress/testing';
import { type Step, stepsOf, trimmed } from './story.js';
import { Telling } from './telling.js';
import type { Terminal } from './terminal.js';

/** They change nothing, so they may be asked again until everybody has heard of what was done before. */
const reading =
  /^npx redress (show|watch|follow|complaints|queue|pool|triage|search|audit|mails|events|status|canned|my-data|parked list|specialists list|specialists show)\b/;
const patience = { within: 45_000, every: 300 };

/**
 * Types the commands of a story, one after the other. What was refused changed nothing and is tried again, too. Throws what
 * the terminal showed in the place of what the story shows.
 */
export async function tell(markdown: string, terminal: Terminal): Promise<number> {
  const steps = stepsOf(markdown);
  const telling = new Telling();
  for (const step of steps) await take(step, telling, terminal);
  return steps.length;
}

async function take(step: Step, telling: Telling, terminal: Terminal): Promise<void> {
  const command = telling.typed(step.command);
  let printed: string[] = [];
  const isAsShown = await eventually(
    command,
    async () => {
      const { lines, exit } = await terminal.run(command);
      printed = [...trimmed(lines), ...(exit === step.exit ? [] : [`(ended with ${exit})`])];
      if (exit === step.exit && telling.matches(step.shown, trimmed(lines))) return 'yes';
      return exit === 0 && !reading.test(command) ? 'no' : undefined;
    },
    patience,
  ).catch(() => 'no');
  if (isAsShown === 'no') {
    const shown = step.shown.join('\n');
    throw new Error(
      `line ${step.line}: $ ${command}\n\nThe story shows:\n${shown}\n\nThe terminal:\n${printed.join('\n')}`,
    );
  }
}

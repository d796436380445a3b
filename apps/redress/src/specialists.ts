import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Adds, type Console, example } from './console.js';
import { exits, Failure } from './failure.js';
import { type Change, inShort } from './specialists-changes.js';
import { readSpecialists } from './specialists-file.js';
import { apply, type Progress, plan } from './specialists-import.js';
import { type Specialist, SpecialistsServer } from './specialists-server.js';
import { table } from './table.js';

interface AsOptions {
  as: string;
  json?: boolean;
}

interface ImportOptions extends AsOptions {
  dryRun?: boolean;
}

/** `specialists list`, `show` and `import`: who can be given complaints, in a lead's name. */
export const specialists: Adds = (program, console) => {
  const group = program
    .command('specialists')
    .description('Who can be given complaints, and what.')
    .addHelpText('after', example('specialists list'));
  addList(group, console);
  addShow(group, console);
  addImport(group, console);
};

function addCommand(group: Command, usage: string, does: string, shown: string): Command {
  return group
    .command(usage)
    .description(does)
    .option('--as <name>', 'the lead', 'lena')
    .option('--json', 'print it as JSON')
    .addHelpText('after', example(`specialists ${shown}`));
}

function addList(group: Command, { say, deployment }: Console): void {
  addCommand(group, 'list', 'Print everybody, the retired too.', 'list').action(async ({ as, json }: AsOptions) => {
    const all = [...(await new SpecialistsServer(deployment(), as).all()).values()];
    if (json) return say(JSON.stringify({ items: all, next: null }));
    if (all.length === 0) return say('Nobody is on the list.');
    const rows = all.map(({ id, ...one }) => [id, inShort({ id, ...one })]);
    say(table(['id', 'who'], rows));
  });
}

function addShow(group: Command, { say, deployment }: Console): void {
  addCommand(group, 'show <id>', 'Print one of them.', 'show ivan').action(
    async (id: string, { as, json }: AsOptions) => {
      const path = `/v1/specialists/${encodeURIComponent(id)}`;
      const found = (await deployment().call('assigner', as, path, { role: 'lead' })) as Specialist;
      say(json ? JSON.stringify(found) : Object.entries(found).map(shown).join('\n'));
    },
  );
}

function shown([name, value]: [string, unknown]): string {
  return `${name}: ${typeof value === 'object' ? JSON.stringify(value) : `${value as string}`}`;
}

function addImport(group: Command, { say, deployment }: Console): void {
  addCommand(group, 'import <file>', 'Bring the list in line with a file, CSV or YAML.', 'import team.csv --dry-run')
    .option('--dry-run', 'only print what would change')
    .addHelpText('after', help)
    .action(async (file: string, { as, json, dryRun = false }: ImportOptions) => {
      const server = new SpecialistsServer(deployment(), as);
      const progress: Progress = (what, done, of) => {
        if (!json && done % 100 === 0) say(`${what} ${done} of ${of}`);
      };
      const planned = await plan(readSpecialists(file, textOf(file)), server, progress);
      const changes = planned.map(({ change }) => change);
      if (!json) for (const change of changes) say(lineOf(change));
      if (!dryRun) await apply(planned, server, progress);
      say(json ? JSON.stringify({ dryRun, items: changes }) : summary(changes, dryRun));
    });
}

const help = `
The fields: id, name, skills, capacity, shifts, retired. What the file leaves out, a field or a person, stays as it is.
  CSV    id,name,skills,capacity,shifts,retired
         ivan,Ivan Orlov,withdrawals:ru deposits:ru,20,"1-5 09:00-18:00; 6,7 10:00-16:00",no
  YAML   - id: ivan
           skills: [withdrawals:ru, { category: deposits, language: ru }]
           shifts: [{ days: [1, 2], from: '09:00', to: '18:00' }]
Whoever retires gives back what they hold; it goes to others at once.`;

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Failure(exits.usage, `${file} cannot be read: is it there?`);
  }
}

function lineOf({ id, what, differences }: Change): string {
  return [`${id}: ${what}`, ...differences].join('; ');
}

function summary(changes: Change[], dryRun: boolean): string {
  const counts = (['new', 'changed', 'retired', 'as it is'] as const).flatMap((what) => {
    const count = changes.filter((change) => change.what === what).length;
    return count > 0 ? [`${count} ${what}`] : [];
  });
  return `${counts.join(', ') || 'nobody is in the file'}. ${dryRun ? 'Nothing was changed.' : 'Done.'}`;
}

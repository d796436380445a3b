import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import { exits, Failure } from '../failure.js';
import { actsAt, OneParked, type OperatorsAct, type ParkedRecord, parkedAt } from '../parked-records.js';
import { table } from '../table.js';

interface ParkedOptions {
  as: string;
  service?: string;
  file: string;
  reason: string;
  json?: boolean;
}

type Act = (record: OneParked, options: ParkedOptions) => Promise<void>;

const someId = '01998c5e-0000-7000-8000-000000000000';

/** `parked list|show|mend|release|discard|acts`: an operator's acts on what services have set aside. */
export function parked(program: Command, { say, deployment, read }: Console): void {
  const group = program
    .command('parked')
    .description('See and settle the records that services could not take and have set aside.')
    .addHelpText('after', example('parked list'));
  const add = (line: string, does: string): Command =>
    group
      .command(line.split(' ', 1)[0] ?? '')
      .description(does)
      .option('--as <name>', 'the operator', 'omar')
      .option('--service <name>', 'the service that parked it; else all are asked')
      .option('--json', 'print the answer')
      .addHelpText('after', example(`parked ${line}`));
  const one = (act: Act) => (id: string, options: ParkedOptions) =>
    act(new OneParked(deployment(), id, options), options);
  const id = ['<id>', 'its id, as parked list prints it'] as const;

  add('list', 'Print what is parked, oldest first at each service.').action(async (options: ParkedOptions) => {
    const there = deployment();
    const asked = there.services(options.service).map((service) => parkedAt(there, service, options.as));
    const items = (await Promise.all(asked)).flat();
    if (options.json) return say(JSON.stringify({ items }));
    say(items.length === 0 ? 'Nothing is parked.' : parkedTable(items));
  });

  add(`show ${someId}`, 'Print one parked record with its payload.')
    .argument(...id)
    .action(
      one(async (record, { json }) => say(json ? JSON.stringify(await record.find()) : shown(await record.find()))),
    );

  add(`mend ${someId} --file mended.json`, 'Put another payload in its place; it stays parked until it is released.')
    .argument(...id)
    .requiredOption('--file <path>', 'the JSON file; - reads it from standard input')
    .action(
      one(async (record, { file, json }) => {
        await record.mend(payloadIn(file === '-' ? await read() : contentOf(file)));
        say(json ? '{}' : `Mended; npx redress parked release ${record.id} takes it.`);
      }),
    );

  add(`release ${someId}`, 'Take it again, and those behind it.')
    .argument(...id)
    .action(
      one(async (record, { json }) => {
        const outcome = await record.release();
        say(json ? JSON.stringify(outcome) : settled(outcome));
        if (outcome.released === 0)
          throw new Failure(exits.failed, `${record.id} still cannot be taken: show says why.`);
      }),
    );

  add(`discard ${someId} --reason "sent by mistake"`, 'Give it up for good; those behind it are taken.')
    .argument(...id)
    .requiredOption('--reason <text>', 'why; it is kept with who did it')
    .action(
      one(async (record, { reason, json }) => {
        const outcome = await record.discard(reason);
        say(json ? JSON.stringify(outcome) : settled(outcome));
      }),
    );

  add('acts desk', 'Print what operators did to parked records and had said again, newest first.')
    .argument('[service]', 'the service it was done at; else all are asked')
    .action(async (named: string | undefined, { service = named, as, json }: ParkedOptions) => {
      const there = deployment();
      const asked = there.services(service).map((one) => actsAt(there, one, as));
      const items = (await Promise.all(asked)).flat().toSorted((one, other) => other.at.localeCompare(one.at));
      if (json) return say(JSON.stringify({ items }));
      say(items.length === 0 ? 'Nobody did anything.' : actsTable(items));
    });
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(exits.failed, `${file} cannot be read (${code}): name a JSON file, or - for standard input.`);
  }
}

function payloadIn(text: string): object {
  try {
    const payload: unknown = JSON.parse(text);
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload;
  } catch {
    // Said below, for every way in which it can be wrong.
  }
  throw new Failure(exits.failed, 'The payload must be one JSON object, as parked show --json prints it.');
}

const settled = ({ released, left }: { released: number; left: number }): string =>
  `${released} taken, ${left} of its complaint still parked.`;

const place = ({ topic, partition, offset }: Pick<ParkedRecord, 'topic' | 'partition' | 'offset'>): string =>
  `${topic} ${partition}@${offset}`;

function parkedTable(items: ParkedRecord[]): string {
  const headings = ['id', 'service', 'place', 'event', 'complaint', 'reason', 'parked at', 'detail'];
  const rows = items.map((record) => [
    record.id,
    record.service,
    place(record),
    record.type ?? '',
    record.complaintId ?? '',
    record.reason,
    record.parkedAt,
    record.detail,
  ]);
  return table(headings, rows);
}

function actsTable(items: OperatorsAct[]): string {
  const headings = ['at', 'service', 'act', 'by', 'place', 'complaint', 'from', 'to', 'rows', 'reason'];
  const rows = items.map(({ topic = '', partition = 0, offset = '', ...done }) => [
    done.at,
    done.service,
    done.act,
    done.by,
    topic && place({ topic, partition, offset }),
    done.complaintId ?? '',
    done.from ?? '',
    done.to ?? '',
    done.rows === undefined ? '' : String(done.rows),
    done.reason ?? '',
  ]);
  return table(headings, rows);
}

function shown(record: ParkedRecord): string {
  const { id, service, type = '-', complaintId = '-', reason, detail, parkedAt: at, payload } = record;
  const facts = {
    id,
    service,
    place: place(record),
    event: type,
    complaint: complaintId,
    reason,
    detail,
    'parked at': at,
  };
  const lines = Object.entries(facts).map(([name, fact]) => `${name.padEnd(10)}  ${fact}`);
  return [...lines, ...(payload === undefined ? [] : ['', payload])].join('\n');
}

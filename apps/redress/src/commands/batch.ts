import { readFileSync } from 'node:fs';
import { type Adds, example } from '../console.js';
import { exits, Failure } from '../failure.js';

interface Verdict {
  id?: string;
  line?: number;
  verdict: 'accepted' | 'refused';
  reference?: string;
  reasons: { code: string; path: string; message: string }[];
}

export const batch: Adds = (program, { say, deployment, read }) => {
  program
    .command('batch')
    .description('Submit many complaints as a channel, a line of JSON each, and print the verdict on each.')
    .argument('<file>', 'the lines; - reads them from standard input')
    .option('--as <channel>', 'the channel', 'site')
    .option('--json', 'print the verdicts as they come, a line of JSON each')
    .addHelpText('after', '\nEnds with 1 when a line was refused; the others are accepted all the same.')
    .addHelpText('after', example('batch complaints.ndjson --as site'))
    .action(async (file: string, { as, json }: { as: string; json?: boolean }) => {
      const body = file === '-' ? await read() : contentsOf(file);
      const answer = await deployment().open('intake', as, '/v1/complaints/batch', { body, role: 'channel' });
      const lines = (await answer.text()).split('\n').filter((line) => line !== '');
      const verdicts = lines.map((line) => JSON.parse(line) as Verdict);
      say((json ? lines : verdicts.map(verdictLine)).join('\n'));
      const refused = verdicts.filter(({ verdict }) => verdict === 'refused').length;
      if (refused > 0)
        throw new Failure(exits.failed, `${refused} of ${verdicts.length} were refused: mend and send those again.`);
    });
};

function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(exits.failed, `${file} cannot be read (${code}): name a file of lines, or - for standard input.`);
  }
}

function verdictLine({ id, line, verdict, reference, reasons }: Verdict): string {
  const why = reasons
    .map(({ code, path, message }) => `${code}: ${[path, message].filter(Boolean).join(' ')}`)
    .join('; ');
  return [id ?? `line ${line}`, verdict, reference ?? why].join('  ');
}

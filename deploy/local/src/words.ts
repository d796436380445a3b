import { join } from 'node:path';
import type { Endpoints } from './endpoints.js';

const ownFolder = join(import.meta.dirname, '../../../../.redress');

/** How the command line is called, in the folder of the project, for the deployment with this data folder. */
export function commandLine(folder: string): string {
  if (folder === ownFolder) return 'npx redress';
  const isPlain = /^[\w./@:+-]+$/.test(folder);
  return `npx redress --data ${isPlain ? folder : `'${folder.replaceAll("'", "'\\''")}'`}`;
}

/** What somebody who sees Redress for the first time can do now. */
export function howToTry({ services, mail, people }: Endpoints, folder: string): string {
  const curl = `curl -sS ${services.intake?.url}/v1/complaints -H 'content-type: application/json' -H 'authorization: Bearer ${people.anna?.token}' -d '{"text":"Вывод 50000 ₽ висит третий день"}'`;
  const lines = [
    '',
    'Submit a complaint as anna, a demo customer:',
    `  ${commandLine(folder)} submit "Вывод 50000 ₽ висит третий день"`,
    ...(people.anna ? ['or over HTTP:', `  ${curl}`] : []),
    ...(mail.http ? [`Read the mails: ${mail.http}`] : []),
    'Ctrl-C ends everything; the data stays.',
    '',
  ];
  return lines.join('\n');
}

export function goodbye(folder: string): string {
  return `Everything has ended; the data is in ${folder}`;
}

import type { Endpoints } from './endpoints.js';

/** What somebody who sees Redress for the first time can do now. */
export function howToTry({ services, mail, people }: Endpoints): string {
  const curl = `curl -sS ${services.intake?.url}/v1/complaints -H 'content-type: application/json' -H 'authorization: Bearer ${people.anna?.token}' -d '{"text":"Вывод 50000 ₽ висит третий день"}'`;
  const lines = [
    '',
    'Submit a complaint as anna, a demo customer:',
    `  npx redress submit "Вывод 50000 ₽ висит третий день"`,
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

import { refOf } from '../complaint-path.js';
import { type Adds, example } from '../console.js';

interface CannedOptions {
  as: string;
  complaint?: string;
  language?: string;
  json?: boolean;
}

interface CannedReply {
  id: string;
  title: string;
  text: string;
}

export const canned: Adds = (program, { say, deployment }) => {
  program
    .command('canned')
    .description('Print the replies that are written once and sent often.')
    .option('--complaint <ref>', 'fill in the facts of this complaint, in its language')
    .option('--language <tag>', 'only in ru or en')
    .option('--as <name>', 'the specialist', 'ivan')
    .option('--json', 'print the answer, {items,next}')
    .addHelpText('after', example('canned --complaint R-7K2M-9QXA --as ivan'))
    .action(async ({ as, complaint, language, json }: CannedOptions) => {
      const query = new URLSearchParams({
        limit: '200',
        ...(complaint !== undefined && { complaint: refOf(complaint) }),
        ...(language !== undefined && { language }),
      });
      const list = (await deployment().call('desk', as, `/v1/canned-replies?${query.toString()}`)) as {
        items: CannedReply[];
      };
      if (json) return say(JSON.stringify(list));
      if (list.items.length === 0) return say('There are no canned replies.');
      say(list.items.map(({ id, title, text }) => `${id}  ${title}\n${indented(text)}`).join('\n\n'));
    });
};

const indented = (words: string): string => words.trim().replaceAll(/^(?=.)/gm, '    ');

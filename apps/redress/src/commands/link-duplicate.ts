import { act } from '../act.js';
import { refOf } from '../complaint-path.js';
import { holder } from '../who.js';

export const linkDuplicate = act<{ of: string }>({
  name: 'link-duplicate',
  does: 'Link a complaint to another one of the same customer that tells the same.',
  service: 'desk',
  call: 'link-duplicate',
  by: holder,
  takes: (command) => command.requiredOption('--of <ref>', 'the other one'),
  body: ({ options: { of } }) => ({ of: refOf(of) }),
  example: 'link-duplicate R-7K2M-9QXA --of R-3TEK-YH35 --as ivan',
});

import { act } from '../act.js';
import { holder } from '../who.js';

export const startWork = act({
  name: 'start-work',
  does: 'Begin to work on a complaint one holds.',
  service: 'assigner',
  call: 'start',
  by: holder,
  example: 'start-work R-7K2M-9QXA --as ivan',
});

import { act } from '../act.js';

export const accept = act({
  name: 'accept',
  does: 'Accept the decision: the complaint is closed.',
  service: 'intake',
  call: 'accept',
  by: 'anna',
  example: 'accept R-7K2M-9QXA',
});

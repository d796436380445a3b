import { act } from '../act.js';

export const withdraw = act({
  name: 'withdraw',
  does: 'Withdraw a complaint: it is closed, and nothing more is done.',
  service: 'intake',
  call: 'withdraw',
  by: 'anna',
  example: 'withdraw R-7K2M-9QXA',
});

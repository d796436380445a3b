import { act } from '../act.js';

export const claim = act({
  name: 'claim',
  does: 'Take a complaint out of the pool.',
  service: 'assigner',
  call: 'claim',
  by: 'ivan',
  example: 'claim R-7K2M-9QXA --as ivan',
});

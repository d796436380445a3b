import { list } from '../list.js';
import { routedColumns } from '../routed-columns.js';

export const pool = list({
  name: 'pool',
  does: 'Print what waits for somebody, in the order in which it will be given out.',
  service: 'assigner',
  path: '/v1/pool',
  by: 'lena',
  empty: 'Nothing waits for anybody.',
  columns: routedColumns,
  example: 'pool --as lena',
});

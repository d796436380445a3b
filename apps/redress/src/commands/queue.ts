import { list } from '../list.js';
import { routedColumns } from '../routed-columns.js';

export const queue = list({
  name: 'queue',
  does: "Print a specialist's queue, in due order.",
  service: 'assigner',
  path: '/v1/queue',
  by: 'ivan',
  empty: 'The queue is empty.',
  columns: routedColumns,
  example: 'queue --as ivan',
});

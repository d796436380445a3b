import { deskColumns } from '../desk-columns.js';
import { list } from '../list.js';

export const triage = list({
  name: 'triage',
  does: 'Print what waits for a person to say its category, the oldest first; correct says it.',
  service: 'desk',
  path: '/v1/triage',
  by: 'ivan',
  empty: 'Nothing waits for its category.',
  columns: deskColumns,
  example: 'triage --as ivan',
});

import { list } from '../list.js';

export const complaints = list({
  name: 'complaints',
  does: "Print a customer's complaints.",
  service: 'intake',
  path: '/v1/complaints',
  by: 'anna',
  empty: 'There are no complaints.',
  columns: [
    ['reference', 'reference'],
    ['status', 'status'],
    ['label', 'label'],
    ['category', 'category'],
    ['received', 'receivedAt'],
    ['promised by', 'promisedBy'],
    ['specialist', 'specialist'],
  ],
  example: 'complaints --as anna',
});

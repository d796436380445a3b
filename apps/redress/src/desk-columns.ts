import { glance } from './detail.js';

/** How a complaint looks in the desk's lists. */
export const deskColumns: [heading: string, cell: string | ((item: Record<string, unknown>) => string)][] = [
  ['reference', 'reference'],
  ['status', 'status'],
  ['category', 'category'],
  ['sure', ({ confidence }) => (typeof confidence === 'number' ? `${Math.round(confidence * 100)} %` : '')],
  ['language', 'language'],
  ['promised by', 'promisedBy'],
  ['specialist', 'specialist'],
  ['words', ({ excerpt }) => glance(typeof excerpt === 'string' ? excerpt : '')],
];

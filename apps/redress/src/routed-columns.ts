/** How a complaint looks to those who assign and hold it. */
export const routedColumns: [heading: string, field: string][] = [
  ['reference', 'reference'],
  ['status', 'status'],
  ['category', 'category'],
  ['language', 'language'],
  ['complexity', 'complexity'],
  ['due', 'due'],
  ['reason', 'reason'],
];

/** Rows under headings, aligned, two spaces apart; a column that is empty in every row is left out. */
export function table(headings: string[], rows: string[][]): string {
  const kept = headings.map((_, column) => rows.some((row) => row[column])).map((has, column) => (has ? column : -1));
  const shown = kept.filter((column) => column !== -1);
  const widths = shown.map((column) => Math.max(...[headings, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: string[]): string =>
    shown
      .map((column, index) => (row[column] ?? '').padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map(line).join('\n');
}

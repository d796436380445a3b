/** The sum of all series of a metric in Prometheus' text format; `undefined` when there is none, or one could not be read. */
export function sumOf(exposition: string, metric: string): number | undefined {
  const series = new RegExp(`^${metric}(?:\\{.*\\})? (\\S+)`, 'gm');
  const values = [...exposition.matchAll(series)].map(([, value]) => Number(value));
  const sum = values.reduce((total, value) => total + value, 0);
  return values.length === 0 || Number.isNaN(sum) ? undefined : sum;
}

/** The sum of all series of a metric in Prometheus' text format; `undefined` when there is none. */
export function sumOf(exposition: string, metric: string): number | undefined {
  const series = new RegExp(`^${metric}(?:\\{.*\\})? (\\S+)`, 'gm');
  const values = [...exposition.matchAll(series)].map(([, value]) => Number(value));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

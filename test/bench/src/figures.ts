/** What a number of durations came to, in milliseconds. */
export interface Figures {
  count: number;
  p50: number;
  p99: number;
  most: number;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** The smallest duration that so large a part of all does not exceed. */
function percentile(sorted: number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function figuresOf(durations: number[]): Figures {
  const sorted = durations.toSorted((one, other) => one - other);
  return {
    count: sorted.length,
    p50: tenths(percentile(sorted, 0.5)),
    p99: tenths(percentile(sorted, 0.99)),
    most: tenths(sorted.at(-1) ?? Number.NaN),
  };
}

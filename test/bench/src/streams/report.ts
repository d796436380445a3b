import type { Figures } from '../figures.js';
import type { Measured } from './measure.js';

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`.padStart(11);
const times = (one: number, other: number): string => `${(one / other).toFixed(1)} ×`.padStart(9);

/** Whether 99 of 100 messages took no longer than allowed, none was lost and none came twice. */
export function isMet({ toStaff, toCustomer, lost, repeated }: Measured, bar: number): boolean {
  return toStaff.p99 <= bar && toCustomer.p99 <= bar && lost === 0 && repeated === 0;
}

/** What was measured, for people. */
export function reportOf(measured: Measured, bar: number): string {
  const { plain, lost, repeated } = measured;
  const line = (name: string, { p50, p99, most }: Figures): string =>
    `${name.padEnd(38)}${milliseconds(p50)}${milliseconds(p99)}${milliseconds(most)}${times(p50, plain.p50)}${times(p99, plain.p99)}`;
  return [
    `${''.padEnd(38)}${'p50'.padStart(11)}${'p99'.padStart(11)}${'most'.padStart(11)}${'p50 to'.padStart(9)}${'p99 to'.padStart(9)} a plain round trip`,
    line("customer writes, staff's stream has it", measured.toStaff),
    line("staff writes, customer's stream has it", measured.toCustomer),
    line('a message is answered', measured.written),
    line('a plain HTTP round trip', plain),
    `${lost} lost, ${repeated} came twice; the bar of ${bar} ms at p99 is ${isMet(measured, bar) ? 'met' : 'missed'}`,
  ].join('\n');
}

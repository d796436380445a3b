import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { MessagingMetrics } from './metrics.js';

describe('the counts of rows at /metrics', () => {
  it('are no numbers while the database does not answer, neither the last ones nor 0', async () => {
    let isAway = true;
    const query = async () => {
      if (isAway) throw new Error('Connection terminated');
      return [{ rows: 3, oldest: 0.5 }];
    };
    const registry = new Registry();
    new MessagingMetrics({ service: 'trial', brokers: [] }, { query } as unknown as DataSource, registry);
    const shown = async () =>
      [...(await registry.metrics()).matchAll(/^redress_(?:outbox|parked)_\w+ (.+)$/gm)].map(([, value]) =>
        Number(value),
      );
    expect(await shown()).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    isAway = false;
    expect(await shown()).toEqual([0.5, 3, 3]);
    isAway = true;
    expect(await shown()).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type HostedServices, hostServices } from './hosted-services.js';
import { runFuzz } from './src/fuzz/fuzz.js';

let hosted: HostedServices;

beforeAll(async () => {
  hosted = await hostServices();
}, 120_000);

afterAll(() => hosted.stop());

it('every answer to hundreds of made-up calls is as documented, and shows nobody what is not theirs', async () => {
  const { calls, violations } = await runFuzz(hosted, { calls: 600, seed: 5, comingBack: 5 });
  expect(calls).toBe(600);
  expect(violations).toEqual([]);
}, 240_000);

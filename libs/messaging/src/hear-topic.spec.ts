import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Brake } from './brake.js';
import { BrokerState } from './broker-state.js';
import type { TakeChunk as TakeGathered } from './gather.js';
import { HearTopic } from './hear-topic.js';
import type { TakeChunk } from './take-chunk.js';

Logger.overrideLogger(false);

describe('a member that hears a topic with the brake engaged', () => {
  it('tries what waits once its time has come, though the group begins anew before every heartbeat', async () => {
    const brake = new Brake();
    for (let nth = 0; nth < 20; nth += 1) brake.saw({ fate: 'parked', type: 'x', partition: 3 });
    const done: string[] = [];
    const chunks = {
      probe: async () => done.push('tried') > 0,
      take: async () => void done.push('taken'),
    } as unknown as TakeChunk;
    const member = new HearTopic({
      settings: { service: 'trial', brokers: [], brakeMs: 20 },
      topic: 'complaints',
      group: 'trial',
      chunks,
      brake,
      broker: new BrokerState(),
      taken() {},
      committed() {},
      stop: new AbortController().signal,
    }) as unknown as { takeInPlace: TakeGathered };
    const beat = async () => {
      throw new Error('The group is rebalancing');
    };
    for (let joined = 0; joined < 5 && brake.engaged; joined += 1) {
      await member.takeInPlace([], beat, () => []).catch(() => undefined);
    }
    expect(done).toEqual(['tried', 'taken']);
  });
});

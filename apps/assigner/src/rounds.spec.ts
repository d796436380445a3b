import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Rounds } from './rounds.js';

const hour = 3_600_000;

/** Something to wait for, and how to make it happen. */
function moment(): [happened: Promise<void>, happen: () => void] {
  let happen = (): void => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return [happened, () => happen()];
}

beforeAll(() => Logger.overrideLogger(false));

describe('rounds of work', () => {
  it('begin at once when nudged, also when the nudge came during the round before', async () => {
    let done = 0;
    const [thrice, resolve] = moment();
    const rounds: Rounds = new Rounds(
      'rounds',
      async () => {
        done += 1;
        if (done < 3) rounds.nudge();
        else resolve();
      },
      { everyMs: hour, gapMs: 0 },
    );
    rounds.start();
    await thrice;
    await rounds.stop();
    expect(done).toBe(3);
  });

  it('stop at once while they wait after a failure', async () => {
    const [failed, resolve] = moment();
    const work = async () => {
      resolve();
      throw new Error('the database is away');
    };
    const rounds = new Rounds('rounds', work, { everyMs: hour, gapMs: 0 });
    rounds.start();
    await failed;
    await rounds.stop();
  });

  it('tell long work to leave the rest', async () => {
    const [begun, resolve] = moment();
    const work = (stopping: AbortSignal) =>
      new Promise<void>((done) => {
        stopping.addEventListener('abort', () => done());
        resolve();
      });
    const rounds = new Rounds('rounds', work, { everyMs: hour, gapMs: 0 });
    rounds.start();
    await begun;
    await rounds.stop();
  });
});

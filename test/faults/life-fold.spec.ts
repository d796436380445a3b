import { describe, expect, it } from '@jest/globals';
import type { Said } from './src/checks/journal.js';
import { stepsOf } from './src/checks/life-fold.js';

const said = (name: string, data: object = {}): Said => ({ name, data }) as Said;
const decided = (by: string): Said => said('decision-communicated', { outcome: 'upheld', by });

describe('The life that the checker knows', () => {
  it('lets nobody decide at stage two who decided at stage one, in whichever episode', () => {
    const steps = stepsOf([
      said('complaint-submitted'),
      decided('ivan'),
      said('complaint-reopened', { episode: 2 }),
      decided('olga'),
      said('complaint-escalated', { episode: 2 }),
      decided('ivan'),
      said('final-response-issued', { by: 'olga' }),
      decided('nina'),
    ]);
    expect(steps.slice(-3).map(({ took }) => took)).toEqual([false, false, true]);
  });
});

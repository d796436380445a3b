import { describe, expect, it } from '@jest/globals';
import { assigned, categorised, pooled, released, started, submitted, triaged, withdrawn } from './events.for-spec.js';
import { foldAll } from './fold.js';
import { effects, id, stateAfter } from './life.for-spec.js';

describe('a complaint', () => {
  it('is received when it is submitted, with its promise', () => {
    expect(stateAfter(submitted)).toEqual({
      status: 'received',
      episode: 1,
      stage: 1,
      clock: 'running',
      reference: 'R-0000-AAAA',
      channel: 'account',
      language: 'ru',
      pick: 'deposits',
      receivedAt: '2026-01-05T09:00:00.000Z',
      promisedBy: '2026-01-07T09:00:00.000Z',
      assignedBefore: [],
    });
  });

  it('is submitted once', () => {
    expect(effects(submitted, submitted)).toEqual(['took', 'already-submitted']);
  });

  it('knows nothing before it is submitted', () => {
    const early = [categorised, pooled(), assigned(1), released(1), started(1)];
    expect(effects(...early)).toEqual(early.map(() => 'not-submitted'));
    expect(foldAll(undefined, early).state).toBeUndefined();
  });

  it('goes through the hands of its specialist', () => {
    const life = [submitted, categorised, pooled(), assigned(1), started(1)];
    const { folds } = foldAll(undefined, life);
    expect(folds.map(({ state }) => state?.status)).toEqual([
      'received',
      'received',
      'pooled',
      'assigned',
      'in-progress',
    ]);
    expect(folds.every(({ state }) => state?.clock === 'running')).toBe(true);
  });
});

describe('the pool', () => {
  it('takes a complaint of the present episode that nobody holds, once', () => {
    expect(effects(submitted, categorised, pooled(2))).toEqual(['took', 'took', 'stale-episode']);
    expect(effects(submitted, categorised, assigned(1), pooled())).toEqual(['took', 'took', 'took', 'already-held']);
    expect(effects(submitted, pooled(), pooled())).toEqual(['took', 'took', 'already-pooled']);
  });

  it('takes a complaint back after its holder let it go', () => {
    expect(effects(submitted, pooled(), assigned(1), released(1), pooled())).toEqual(Array(5).fill('took'));
  });
});

describe('an assignment', () => {
  it('makes one specialist the holder', () => {
    expect(stateAfter(submitted, assigned(1))).toMatchObject({ assignmentId: id(1), specialistId: 'ivan' });
  });

  it('has no effect while somebody holds the complaint', () => {
    expect(effects(submitted, assigned(1), assigned(2, 'olga'))).toEqual(['took', 'took', 'already-held']);
    expect(stateAfter(submitted, assigned(1), assigned(2, 'olga')).specialistId).toBe('ivan');
  });

  it('may follow a release', () => {
    const life = [submitted, assigned(1), released(1), assigned(2, 'olga')];
    expect(effects(...life)).toEqual(Array(4).fill('took'));
    expect(stateAfter(...life)).toMatchObject({ status: 'assigned', assignmentId: id(2), specialistId: 'olga' });
  });

  it('cannot come back once it is over', () => {
    expect(effects(submitted, assigned(1), released(1), assigned(1)).at(-1)).toBe('stale-assignment');
    expect(effects(submitted, assigned(1), assigned(1)).at(-1)).toBe('stale-assignment');
  });

  it('is told to the customer only when it is the first that took in its episode', () => {
    const life = [submitted, assigned(1), assigned(2), released(1), pooled(), assigned(3)];
    const { folds } = foldAll(undefined, life);
    expect(folds.map(({ moments }) => moments.firstAssignmentOfEpisode)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a release', () => {
  it('leaves the complaint with nobody', () => {
    const state = stateAfter(submitted, categorised, assigned(1), started(1), released(1));
    expect(state.status).toBe('received');
    expect(state).not.toHaveProperty('assignmentId');
    expect(state).not.toHaveProperty('specialistId');
  });

  it('sends it back to triage when its category is still to be said', () => {
    expect(stateAfter(submitted, triaged, assigned(1), released(1)).status).toBe('triage');
  });

  it('must name the present assignment', () => {
    expect(effects(submitted, released(1))).toEqual(['took', 'not-held']);
    expect(effects(submitted, assigned(1), released(2)).at(-1)).toBe('stale-assignment');
    expect(effects(submitted, assigned(1), released(1), released(1)).at(-1)).toBe('not-held');
  });
});

describe('the start of work', () => {
  it('is said once, by the present holder', () => {
    expect(effects(submitted, started(1)).at(-1)).toBe('not-held');
    expect(effects(submitted, assigned(1), started(2)).at(-1)).toBe('stale-assignment');
    expect(effects(submitted, assigned(1), started(1), started(1))).toEqual([
      'took',
      'took',
      'took',
      'already-started',
    ]);
    expect(effects(submitted, assigned(1), released(1), assigned(2), started(1)).at(-1)).toBe('stale-assignment');
  });
});

describe('when no more work is done on a complaint', () => {
  it('nobody gets it, lets it go or starts on it', () => {
    for (const late of [pooled(), assigned(2), released(1), started(1)]) {
      expect(effects(submitted, assigned(1), withdrawn(), late).at(-1)).toBe('not-open');
    }
  });
});

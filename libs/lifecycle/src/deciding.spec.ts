import { describe, expect, it } from '@jest/globals';
import {
  asked,
  assigned,
  decided,
  escalated,
  finalResponse,
  referred,
  released,
  reopened,
  started,
  submitted,
  withdrawn,
} from './events.for-spec.js';
import { foldAll } from './fold.js';
import { id, lastEffect, stateAfter, time } from './life.for-spec.js';
import { mayNotDecide } from './state.js';

const held = [submitted, assigned(1), started(1)];
const redress = { amount: 500, currency: 'RUB' };

describe('a decision', () => {
  it('stops the clock and ends the assignment; who held it stays known', () => {
    const state = stateAfter(...held, decided({ outcome: 'upheld', redress, assignmentId: id(1) }));
    expect(state).toMatchObject({
      status: 'resolved',
      clock: 'stopped',
      specialistId: 'ivan',
      outcome: 'upheld',
      redress,
      decidedAt: time,
      decidedBy: 'ivan',
    });
    expect(state).not.toHaveProperty('assignmentId');
  });

  it('moves no promise', () => {
    expect(stateAfter(...held, decided()).promisedBy).toBe(stateAfter(submitted).promisedBy);
  });

  it('may come while the customer is asked, and while nobody holds it', () => {
    expect(lastEffect(...held, asked(7), decided())).toBe('took');
    expect(lastEffect(submitted, decided())).toBe('took');
  });

  it('made under an assignment that is over has no effect', () => {
    const late = decided({ assignmentId: id(1) });
    expect(lastEffect(...held, released(1), late)).toBe('stale-assignment');
    expect(lastEffect(...held, released(1), assigned(2, 'olga'), late)).toBe('stale-assignment');
  });

  it('made of one episode has no effect in the next', () => {
    expect(lastEffect(...held, withdrawn(), reopened(), decided({ episode: 1 }))).toBe('stale-episode');
    expect(lastEffect(...held, withdrawn(), reopened(), decided({ episode: 2 }))).toBe('took');
  });

  it('is made once in an episode', () => {
    expect(lastEffect(...held, decided(), decided())).toBe('not-open');
    expect(lastEffect(...held, withdrawn(), decided())).toBe('not-open');
    expect(lastEffect(...held, decided(), reopened(), decided())).toBe('took');
  });

  it('takes the place of the one before, its redress with it', () => {
    const state = stateAfter(...held, decided({ outcome: 'upheld', redress }), reopened(), decided({ by: 'olga' }));
    expect(state).toMatchObject({ outcome: 'not-upheld', decidedBy: 'olga' });
    expect(state).not.toHaveProperty('redress');
  });
});

describe('at stage two', () => {
  const atStageTwo = [...held, decided(), escalated()];

  it('another person decides', () => {
    expect(lastEffect(...atStageTwo, decided())).toBe('same-person');
    expect(lastEffect(...atStageTwo, finalResponse({ by: 'ivan' }))).toBe('same-person');
    expect(lastEffect(...atStageTwo, decided({ by: 'nina' }))).toBe('took');
  });

  it('nobody decides who decided at stage one, in whichever episode', () => {
    const twice = [...held, decided(), reopened(), assigned(2, 'olga'), decided({ by: 'olga' })];
    const thrice = [...twice, reopened(3), decided()];
    for (const before of [
      [...twice, escalated(2)],
      [...thrice, escalated(3)],
    ]) {
      for (const by of ['ivan', 'olga']) {
        expect(lastEffect(...before, decided({ by }))).toBe('same-person');
        expect(lastEffect(...before, finalResponse({ by }))).toBe('same-person');
      }
      expect(lastEffect(...before, decided({ by: 'nina' }))).toBe('took');
    }
  });

  it('is known who decided at stage one as it was always kept, others beside it only when there were any', () => {
    const alone = stateAfter(...held, decided(), reopened(), decided(), escalated(2));
    expect(alone).toMatchObject({ decidedStageOne: 'ivan' });
    expect(alone).not.toHaveProperty('decidedStageOneBefore');
    expect(mayNotDecide(alone)).toEqual(['ivan']);
  });

  it('whoever decided there may decide again, whoever decided before may not', () => {
    const again = [...atStageTwo, decided({ by: 'nina' }), reopened()];
    expect(lastEffect(...again, decided())).toBe('same-person');
    expect(lastEffect(...again, decided({ by: 'nina' }))).toBe('took');
  });
});

describe('a final response', () => {
  it('closes the complaint for good', () => {
    const { folds } = foldAll(undefined, [...held, finalResponse()]);
    expect(folds.at(-1)).toMatchObject({
      state: { status: 'closed', closedBecause: 'final-response', closedAt: time, specialistId: 'ivan' },
      moments: { closed: true },
    });
    expect(lastEffect(...held, finalResponse(), reopened())).toBe('final-response');
  });

  it('is given while work is done on it', () => {
    expect(lastEffect(...held, decided(), finalResponse())).toBe('not-open');
  });

  it('written under an assignment or in an episode that is over has no effect', () => {
    const late = finalResponse({ assignmentId: id(1), episode: 1 });
    expect(lastEffect(...held, late)).toBe('took');
    expect(lastEffect(...held, released(1), assigned(2, 'olga'), late)).toBe('stale-assignment');
    expect(lastEffect(...held, withdrawn(), reopened(), finalResponse({ episode: 1 }))).toBe('stale-episode');
  });
});

describe('a body of dispute resolution', () => {
  it('looks at what was settled here as far as it can be, once', () => {
    expect(lastEffect(...held, referred())).toBe('not-final');
    expect(lastEffect(...held, decided(), referred())).toBe('not-final');
    expect(lastEffect(...held, decided(), escalated(), decided({ by: 'nina' }), referred())).toBe('took');
    expect(stateAfter(...held, finalResponse(), referred('IBAS'))).toMatchObject({ referredTo: 'IBAS' });
    expect(lastEffect(...held, finalResponse(), referred(), referred('eCOGRA'))).toBe('already-referred');
  });
});

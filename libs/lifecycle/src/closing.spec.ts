import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  assigned,
  decided,
  duplicateOf,
  escalated,
  finalResponse,
  preferring,
  reopened,
  started,
  submitted,
  surveyed,
  withdrawn,
} from './events.for-spec.js';
import { foldAll } from './fold.js';
import { effects, id, lastEffect, stateAfter, time } from './life.for-spec.js';

const held = [submitted, assigned(1), started(1)];
const resolved = [...held, decided({ outcome: 'upheld' })];

describe('a customer who is satisfied', () => {
  it('closes the complaint by accepting its decision', () => {
    const { folds, state } = foldAll(undefined, [...resolved, accepted()]);
    expect(state).toMatchObject({ status: 'closed', clock: 'stopped', closedBecause: 'accepted', closedAt: time });
    expect(folds.map(({ moments }) => moments.closed)).toEqual([false, false, false, false, true]);
  });

  it('accepts what was decided, in its own episode', () => {
    expect(lastEffect(...held, accepted())).toBe('not-resolved');
    expect(lastEffect(...resolved, accepted(2))).toBe('stale-episode');
    expect(lastEffect(...resolved, reopened(), decided(), accepted(1))).toBe('stale-episode');
    expect(lastEffect(...resolved, accepted(), accepted())).toBe('closed');
  });
});

describe('a customer who wants nothing more of it', () => {
  it('withdraws it until it is closed, also from its holder', () => {
    const state = stateAfter(...held, withdrawn());
    expect(state).toMatchObject({ status: 'closed', closedBecause: 'withdrawn', specialistId: 'ivan' });
    expect(state).not.toHaveProperty('assignmentId');
    expect(lastEffect(...resolved, withdrawn())).toBe('took');
    expect(effects(submitted, withdrawn(2), withdrawn(), withdrawn())).toEqual([
      'took',
      'stale-episode',
      'took',
      'closed',
    ]);
  });
});

describe('a customer who is not satisfied', () => {
  it('opens the same complaint again: a new episode in nobody’s hands, with what was decided still known', () => {
    const state = stateAfter(...resolved, reopened());
    expect(state).toMatchObject({
      status: 'reopened',
      episode: 2,
      clock: 'running',
      assignedBefore: [],
      outcome: 'upheld',
    });
    expect(state).not.toHaveProperty('specialistId');
  });

  it('may do so after accepting and after withdrawing', () => {
    const state = stateAfter(...resolved, accepted(), reopened());
    expect(state.status).toBe('reopened');
    expect(state).not.toHaveProperty('closedBecause');
    expect(state).not.toHaveProperty('closedAt');
    expect(lastEffect(submitted, withdrawn(), reopened())).toBe('took');
  });

  it('opens the next episode, and nothing that is open', () => {
    expect(lastEffect(...held, reopened())).toBe('still-open');
    expect(lastEffect(...resolved, reopened(3))).toBe('stale-episode');
    expect(lastEffect(...resolved, reopened(), decided(), reopened(2))).toBe('stale-episode');
  });

  it('hears again of the first who takes it', () => {
    const { folds } = foldAll(undefined, [...resolved, reopened(), assigned(2)]);
    expect(folds.at(-1)?.moments.firstAssignmentOfEpisode).toBe(true);
  });

  it('may want another person to decide, once', () => {
    const atStageTwo = [...resolved, escalated()];
    const state = stateAfter(...atStageTwo);
    expect(state).toMatchObject({ status: 'escalated', stage: 2, episode: 1, clock: 'running' });
    expect(state).not.toHaveProperty('specialistId');
    expect(lastEffect(...atStageTwo, escalated())).toBe('not-resolved');
    expect(lastEffect(...atStageTwo, decided({ by: 'nina' }), escalated())).toBe('already-escalated');
    expect(lastEffect(...resolved, escalated(2))).toBe('stale-episode');
    expect(lastEffect(...resolved, accepted(), escalated())).toBe('closed');
  });

  it('is told of no first assignment at stage two: the episode is the same', () => {
    const { folds } = foldAll(undefined, [...resolved, escalated(), assigned(2, 'nina')]);
    expect(folds.at(-1)?.moments.firstAssignmentOfEpisode).toBe(false);
  });

  it('stays at stage two when it is opened again', () => {
    expect(stateAfter(...resolved, escalated(), decided({ by: 'nina' }), reopened())).toMatchObject({ stage: 2 });
  });
});

describe('the survey', () => {
  it('is answered once, after closing', () => {
    expect(lastEffect(...resolved, surveyed)).toBe('not-closed');
    expect(stateAfter(...resolved, accepted(), surveyed).surveyed).toBe(true);
    const again = [...resolved, accepted(), surveyed, reopened(), decided(), accepted(2), surveyed];
    expect(lastEffect(...again)).toBe('already-surveyed');
  });
});

describe('a duplicate', () => {
  it('is linked to another complaint, which changes no status', () => {
    expect(stateAfter(...held, duplicateOf(5))).toMatchObject({ duplicateOf: id(5), status: 'in-progress' });
    expect(lastEffect(...held, duplicateOf(5), duplicateOf(5))).toBe('already-linked');
    expect(lastEffect(...held, duplicateOf(5), duplicateOf(6))).toBe('took');
    expect(lastEffect(...held, duplicateOf(0))).toBe('of-itself');
  });
});

describe('preferences', () => {
  it('are the latest as a whole, at any time', () => {
    const first = preferring({ language: 'en', mails: { assigned: false } });
    const second = preferring({ mails: { survey: false } });
    expect(stateAfter(submitted, first).preferences).toEqual({ language: 'en', mails: { assigned: false } });
    expect(stateAfter(submitted, first, second).preferences).toEqual({ mails: { survey: false } });
    expect(lastEffect(submitted, finalResponse(), first)).toBe('took');
    expect(lastEffect(first)).toBe('not-submitted');
  });
});

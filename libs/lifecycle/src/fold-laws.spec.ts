import { describe, expect, it } from '@jest/globals';
import { type JournalEvent, events as map } from '@redress/contracts';
import fc from 'fast-check';
import { fold, foldAll } from './fold.js';
import type { ComplaintState } from './state.js';
import { statuses } from './status.js';

const assignmentId = fc.constantFrom(
  '0190b2a8-7b1e-7c3a-9b55-000000000001',
  '0190b2a8-7b1e-7c3a-9b55-000000000002',
  '0190b2a8-7b1e-7c3a-9b55-000000000003',
);

/** Data that often fits: few values, so that events meet each other. */
const plausible = fc.record(
  {
    reference: fc.constant('R-0000-AAAA'),
    channel: fc.constant('account'),
    language: fc.constantFrom('ru', 'en'),
    pick: fc.constantFrom('deposits', null),
    receivedAt: fc.constant('2026-01-05T09:00:00.000Z'),
    promisedBy: fc.constant('2026-01-07T09:00:00.000Z'),
    sealed: fc.constant('v1.x'),
    category: fc.constantFrom('deposits', 'bonuses'),
    tags: fc.constant(['technical']),
    confidence: fc.constantFrom(0, 0.5),
    complexity: fc.constant('simple'),
    priority: fc.constant('normal'),
    decision: fc.constantFrom('auto', 'triage'),
    model: fc.constant('m'),
    spans: fc.constant([]),
    episode: fc.constantFrom(1, 1, 1, 2),
    assignmentId,
    specialistId: fc.constantFrom('ivan', 'olga'),
    by: fc.constant('rule'),
    reasons: fc.constant([]),
    reason: fc.constantFrom('nobody-free', 'handed-over'),
  },
  {
    requiredKeys: ['reference', 'channel', 'language', 'receivedAt', 'promisedBy', 'sealed', 'assignmentId', 'episode'],
  },
);
const data = fc.oneof({ weight: 9, arbitrary: plausible }, { weight: 1, arbitrary: fc.anything() });
const type = fc.oneof(
  { weight: 19, arbitrary: fc.constantFrom(...map.map((entry) => entry.type)) },
  { weight: 1, arbitrary: fc.string() },
);
const event: fc.Arbitrary<JournalEvent> = fc.record({ type, data }).map((part) => part as JournalEvent);
const someEvents = fc.array(event, { maxLength: 40 });

/** Begins with a submission that takes, so that something can happen. */
const life = fc.tuple(plausible, someEvents).map(([first, rest]) => {
  return [{ type: 'redress.complaint-submitted.v1', data: first } as JournalEvent, ...rest];
});

const throughJson = (state: ComplaintState | undefined): ComplaintState | undefined =>
  state && (JSON.parse(JSON.stringify(state)) as ComplaintState);

describe('whatever happens to a complaint', () => {
  it('the fold never throws, and leaves the state it was given as it was', () => {
    fc.assert(
      fc.property(fc.oneof(life, someEvents), (happened) => {
        let state: ComplaintState | undefined;
        for (const one of happened) {
          const before = structuredClone(state);
          const { state: after, effect } = fold(state, one);
          expect(state).toEqual(before);
          if (effect.effect === 'void') expect(after).toBe(state);
          state = after;
        }
      }),
    );
  });

  it('any chunking, with a rest in JSON in between, gives the same state and the same effects', () => {
    fc.assert(
      fc.property(life, fc.array(fc.nat(40)), (happened, cuts) => {
        const whole = foldAll(undefined, happened);
        const borders = [0, ...cuts.sort((a, b) => a - b), happened.length];
        let state: ComplaintState | undefined;
        const folds = borders.flatMap((border, n) => {
          const chunk = foldAll(throughJson(state), happened.slice(border, borders[n + 1] ?? border));
          state = chunk.state;
          return chunk.folds;
        });
        expect(state).toEqual(whole.state);
        expect(folds.slice(0, happened.length)).toEqual(whole.folds);
      }),
    );
  });

  it('its state is plain JSON', () => {
    fc.assert(
      fc.property(life, (happened) => {
        const { state } = foldAll(undefined, happened);
        expect(throughJson(state)).toStrictEqual(state);
      }),
    );
  });

  it('it has a holder exactly while it is assigned or in progress', () => {
    fc.assert(
      fc.property(life, (happened) => {
        for (const { state } of foldAll(undefined, happened).folds) {
          if (!state) continue;
          const held = state.status === 'assigned' || state.status === 'in-progress';
          expect(state.assignmentId !== undefined).toBe(held);
          expect(state.specialistId !== undefined).toBe(held);
          expect(statuses).toContain(state.status);
        }
      }),
    );
  });

  it('at most one assignment of an episode is its first', () => {
    fc.assert(
      fc.property(life, (happened) => {
        const first = foldAll(undefined, happened).folds.filter(({ moments }) => moments.firstAssignmentOfEpisode);
        expect(first.length).toBeLessThanOrEqual(1);
        expect(first.every(({ effect }) => effect.effect === 'took')).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { type JournalEvent, events as map } from '@redress/contracts';
import fc from 'fast-check';
import type { Fold } from './effect.js';
import { fold, foldAll } from './fold.js';
import type { ComplaintState } from './state.js';
import { statuses } from './status.js';
import { transitions } from './transitions.js';

const few = (kind: number) =>
  fc.constantFrom(...[1, 2, 3].map((nth) => `0190b2a8-7b1e-7c3a-9b5${kind}-00000000000${nth}`));

/** Data that often fits any event: few values, so that events meet each other. */
const plausible = fc.record(
  {
    reference: fc.constant('R-0000-AAAA'),
    channel: fc.constant('account'),
    language: fc.constantFrom('ru', 'en'),
    pick: fc.constantFrom('deposits', null),
    follows: few(4),
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
    episode: fc.constantFrom(1, 1, 1, 2, 2, 3),
    assignmentId: few(5),
    specialistId: fc.constantFrom('ivan', 'olga'),
    by: fc.constantFrom('rule', 'rule', 'lead'),
    reasons: fc.constant([]),
    reason: fc.constantFrom('nobody-free', 'handed-over', 'category-corrected'),
    messageId: few(6),
    requestId: few(7),
    outcome: fc.constantFrom('upheld', 'not-upheld'),
    redress: fc.constantFrom(null, { amount: 5, currency: 'EUR', paid: 'later' }),
    body: fc.constant('IBAS'),
    of: few(4),
    score: fc.constant(3),
    until: fc.constant('2026-01-07T09:00:00.000Z'),
    mails: fc.constantFrom({}, { assigned: false, received: null }, { sung: [] }),
  },
  {
    requiredKeys: [
      ...(['reference', 'channel', 'language', 'receivedAt', 'promisedBy', 'sealed', 'assignmentId'] as const),
      ...(['episode', 'by', 'category', 'decision', 'tags', 'confidence', 'complexity', 'priority', 'model'] as const),
      ...(['spans', 'specialistId', 'reasons', 'reason', 'messageId', 'requestId', 'outcome', 'mails'] as const),
    ],
  },
);
const data = fc.oneof({ weight: 9, arbitrary: plausible }, { weight: 1, arbitrary: fc.anything() });
const type = fc.oneof(
  { weight: 39, arbitrary: fc.constantFrom(...map.map((entry) => entry.type)) },
  { weight: 1, arbitrary: fc.string() },
);
const subject = '0190b2a8-7b1e-7c3a-9b54-000000000001';
const time = '2026-01-05T09:00:00.000Z';
const event: fc.Arbitrary<JournalEvent> = fc
  .record({ type, data })
  .map((part) => ({ subject, time, ...part }) as JournalEvent);
const someEvents = fc.array(event, { maxLength: 60, size: 'max' });

/** Begins with a submission that takes, so that something can happen. */
const life = fc.tuple(plausible, someEvents).map(([first, rest]) => {
  return [{ subject, time, type: 'redress.complaint-submitted.v1', data: first } as JournalEvent, ...rest];
});

const throughJson = (state: ComplaintState | undefined): ComplaintState | undefined =>
  state && (JSON.parse(JSON.stringify(state)) as ComplaintState);

type Step = { before: ComplaintState | undefined; event: JournalEvent } & Fold;

/** The event, naming what the complaint has at this moment where it has it, so that it may take. */
function fitting(state: ComplaintState | undefined, one: JournalEvent): JournalEvent {
  if (!state || typeof one.data !== 'object') return one;
  const named = {
    ...(!one.type.includes('assigned') && { assignmentId: state.assignmentId ?? null }),
    ...(state.openRequestId && { requestId: state.openRequestId }),
    episode: state.episode + (one.type.includes('reopened') ? 1 : 0),
  };
  return { ...one, data: { ...one.data, ...named } };
}

/** Judges every step of many lives; in about half of the steps the event names what there is. */
function always(judge: (step: Step) => void): void {
  fc.assert(
    fc.property(fc.oneof(life, someEvents), fc.infiniteStream(fc.boolean()), (happened, fits) => {
      let before: ComplaintState | undefined;
      for (const one of happened) {
        const event = fits.next().value ? fitting(before, one) : one;
        const folded = fold(before, event);
        judge({ before, event, ...folded });
        before = folded.state;
      }
    }),
    { numRuns: 200 },
  );
}

describe('the fold', () => {
  it('has a transition for every event of the map, and for no other', () => {
    expect([...transitions.keys()].sort()).toEqual(map.map((entry) => entry.type).sort());
  });
});

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
      fc.property(life, fc.array(fc.nat(60)), (happened, cuts) => {
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
    always(({ state }) => expect(throughJson(state)).toStrictEqual(state));
  });

  it('it is held exactly while it is assigned, in progress or waits for the customer', () => {
    always(({ state }) => {
      if (!state) return;
      expect(statuses).toContain(state.status);
      const held = ['assigned', 'in-progress', 'waiting-for-customer'].includes(state.status);
      expect(state.assignmentId !== undefined).toBe(held);
      if (held) expect(state.specialistId).toBeDefined();
      if (!held && state.clock !== 'stopped') expect(state.specialistId).toBeUndefined();
    });
  });

  it('its clock is what its status says, and a request is open exactly while it waits', () => {
    always(({ state }) => {
      if (!state) return;
      const { status } = state;
      const rests = status === 'waiting-for-customer';
      const clock = status === 'resolved' || status === 'closed' ? 'stopped' : rests ? 'paused' : 'running';
      expect(state.clock).toBe(clock);
      expect(state.openRequestId !== undefined).toBe(rests);
    });
  });

  it('closed is closed until it is opened again, and says why and when', () => {
    always(({ before, state, event: { type: named } }) => {
      if (before?.status === 'closed' && state?.status !== 'closed') {
        expect(named).toBe('redress.complaint-reopened.v1');
        expect(before.closedBecause).not.toBe('final-response');
      }
      expect([state?.closedBecause, state?.closedAt].map((one) => one !== undefined)).toEqual(
        Array(2).fill(state?.status === 'closed'),
      );
    });
  });

  it('the moment of closing is that of the step into it', () => {
    always(({ before, state, moments }) => {
      expect(moments.closed).toBe(state?.status === 'closed' && before?.status !== 'closed');
    });
  });

  it('its stage and its episode never fall, and its promise never moves', () => {
    always(({ before, state }) => {
      if (!before || !state) return;
      expect(state.stage).toBeGreaterThanOrEqual(before.stage);
      expect(state.episode - before.episode === 0 || state.episode - before.episode === 1).toBe(true);
      expect(state.promisedBy).toBe(before.promisedBy);
    });
  });

  it('at stage two, nobody decides who decided at stage one', () => {
    let atStageOne: (string | undefined)[] = [];
    always(({ before, state }) => {
      if (!before) atStageOne = [];
      if (before?.status === state?.status || state?.status !== 'resolved') return;
      if (state.stage === 1) atStageOne.push(state.decidedBy);
      else expect(atStageOne).not.toContain(state.decidedBy);
    });
  });

  it('at most one assignment of an episode is its first', () => {
    fc.assert(
      fc.property(life, (happened) => {
        const first = foldAll(undefined, happened).folds.filter(({ moments }) => moments.firstAssignmentOfEpisode);
        const episodes = first.map(({ state }) => state?.episode);
        expect(new Set(episodes).size).toBe(episodes.length);
        expect(first.every(({ effect }) => effect.effect === 'took')).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rounds } from './handlers.js';

const pool = Symbol('pool');
const follow = Symbol('follow');
const handlers: Record<string, symbol | undefined> = { a: pool, b: follow, c: follow, ignored: undefined };

const events = fc.array(
  fc.record({ subject: fc.constantFrom('1', '2', '3'), type: fc.constantFrom('a', 'b', 'c', 'ignored') }),
  { maxLength: 40 },
);
const handlerOf = (event: { type: string }) => handlers[event.type];

describe('rounds of a chunk', () => {
  it('give every handled event to its handler exactly once, each complaint in its order', () => {
    fc.assert(
      fc.property(events, (given) => {
        const numbered = given.map((event, at) => ({ ...event, at }));
        const handled = rounds(numbered, handlerOf).flatMap((round) => [...round].flatMap(([, batch]) => batch));
        expect([...handled].sort((one, other) => one.at - other.at)).toEqual(numbered.filter(handlerOf));
        for (const subject of ['1', '2', '3']) {
          const order = handled.filter((event) => event.subject === subject).map(({ at }) => at);
          expect(order).toEqual([...order].sort((one, other) => one - other));
        }
      }),
    );
  });

  it('call one handler once when every complaint has one event for it', () => {
    const made = rounds(
      Array.from({ length: 500 }, (_, n) => ({ subject: String(n), type: 'a' })),
      handlerOf,
    );
    expect(made.map((round) => [...round.values()].map((batch) => batch.length))).toEqual([[500]]);
  });
});

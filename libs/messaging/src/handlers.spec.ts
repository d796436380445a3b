import { describe, expect, it } from '@jest/globals';
import type { MessageHandler } from '@nestjs/microservices';
import { ComplaintAssigned, ComplaintSubmitted, eventOfClass } from '@redress/contracts';
import { Handlers } from './handlers.js';

function handler(): MessageHandler {
  const found: MessageHandler = Object.assign(async () => [], { extras: { handler: Symbol('a handler') } }) as never;
  return found;
}

const submitted = eventOfClass(ComplaintSubmitted).type;
const assigned = eventOfClass(ComplaintAssigned).type;

describe('a service at its start', () => {
  it('is accepted when it has one handler for each event the map gives it', () => {
    const handlers = Handlers.checked('categoriser', new Map([[submitted, handler()]]));
    expect(handlers.types).toEqual([submitted]);
  });

  it('is refused when a handler is missing', () => {
    expect(() => Handlers.checked('categoriser', new Map())).toThrow(`${submitted} has no handler`);
  });

  it('is refused when it hears what the map does not give it', () => {
    const found = new Map([submitted, assigned].map((type) => [type, handler()]));
    expect(() => Handlers.checked('categoriser', found)).toThrow(`${assigned} has a handler the map knows nothing of`);
  });

  it('is refused when two handlers hear the same event', () => {
    const first = handler();
    first.next = handler();
    expect(() => Handlers.checked('categoriser', new Map([[submitted, first]]))).toThrow('more than one handler');
  });
});

import type { MessageHandler } from '@nestjs/microservices';
import { events, type Service } from '@redress/contracts';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Handler, HandlerExtras, Heard, Transaction } from './hears.js';
import type { Saying } from './say.js';

/** The handlers of one service by the event type they hear, checked against the map. */
export class Handlers {
  private constructor(private readonly byType: Map<string, { id: symbol; handle: Handler }>) {}

  /**
   * Takes what Nest found. Throws one error that names every event of the map without a handler here, every handler
   * for an event the map does not give this service, and every event with two handlers.
   */
  static checked(service: Service, found: Map<string, MessageHandler>): Handlers {
    const due = new Set(events.filter((entry) => entry.heardBy.includes(service)).map((entry) => entry.type));
    const faults = [
      ...[...due].filter((type) => !found.has(type)).map((type) => `${type} has no handler`),
      ...[...found.keys()]
        .filter((type) => !due.has(type))
        .map((type) => `${type} has a handler the map knows nothing of`),
      ...[...found].filter(([, handler]) => handler.next).map(([type]) => `${type} has more than one handler`),
    ];
    if (faults.length > 0) {
      throw new Error(
        `${service} and the map of events (libs/contracts/src/events.ts) disagree: ${faults.join('; ')}. ` +
          'Add or remove @Hears on a controller of its module, or the service in heardBy.',
      );
    }
    return new Handlers(
      new Map([...found].map(([type, handler]) => [type, { id: idOf(handler), handle: calling(handler) }])),
    );
  }

  get types(): string[] {
    return [...this.byType.keys()];
  }

  hears(type: string): boolean {
    return this.byType.has(type);
  }

  /**
   * Gives fresh events to their handlers, in rounds: within a round each handler is called once, and over all rounds
   * every complaint's events are handled in order, also when its events go to different handlers.
   */
  async handle(fresh: Heard[], tx: Transaction): Promise<Saying[]> {
    const said: Saying[] = [];
    for (const round of rounds(fresh, (event) => this.byType.get(event.type)?.id)) {
      for (const events of round.values()) {
        const first = events[0];
        const handler = first && this.byType.get(first.type);
        if (handler) said.push(...(await handler.handle(events, tx)));
      }
    }
    return said;
  }
}

/** Splits events into rounds of batches per handler. An event goes to the earliest round that keeps its complaint's order. */
export function rounds<E extends { subject: string }>(
  events: E[],
  handlerOf: (event: E) => symbol | undefined,
): Map<symbol, E[]>[] {
  const made: Map<symbol, E[]>[] = [];
  const lastOf = new Map<string, { round: number; handler: symbol }>();
  for (const event of events) {
    const handler = handlerOf(event);
    if (!handler) continue;
    const last = lastOf.get(event.subject);
    const round = last ? last.round + (last.handler === handler ? 0 : 1) : 0;
    lastOf.set(event.subject, { round, handler });
    made[round] ??= new Map();
    const batch = made[round].get(handler);
    if (batch) batch.push(event);
    else made[round].set(handler, [event]);
  }
  return made;
}

function idOf(handler: MessageHandler): symbol {
  return (handler.extras as HandlerExtras).handler;
}

/** Nest hands a handler's answer on as a promise or an observable of it. */
export function calling<Given>(handler: MessageHandler): (given: Given, tx: Transaction) => Promise<Saying[]> {
  return async (given, tx) => {
    const answer: unknown = await handler(given, tx);
    return (isObservable(answer) ? await lastValueFrom(answer) : answer) as Saying[];
  };
}

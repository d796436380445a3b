import type { MessageHandler } from '@nestjs/microservices';
import { type Service, type Topic, type TopicEntry, topics } from '@redress/contracts';
import { calling } from './handlers.js';
import type { RecordsExtras, RecordsHandler } from './hears-records.js';

export interface HandledTopic extends RecordsExtras {
  handle: RecordsHandler;
}

const isOfRecords = (handler: MessageHandler): boolean => 'hasUsableKey' in (handler.extras ?? {});

/** The handlers of whole topics among all that Nest found, and the others. */
export function splitHandlers(found: Map<string, MessageHandler>): {
  ofEvents: Map<string, MessageHandler>;
  ofRecords: MessageHandler[];
} {
  const all = [...found];
  return {
    ofEvents: new Map(all.filter(([, handler]) => !isOfRecords(handler))),
    ofRecords: all.flatMap(([, handler]) => (isOfRecords(handler) ? [handler] : [])),
  };
}

/** The topics beside the journal that a service hears, checked against the map. Throws one error that names every difference. */
export function handledTopics(service: Service, found: MessageHandler[]): HandledTopic[] {
  const handled = found.map((handler) => ({
    ...(handler.extras as unknown as RecordsExtras),
    handle: calling<Parameters<RecordsHandler>[0]>(handler),
  }));
  const due = (Object.keys(topics) as Topic[]).filter((name) => {
    const { heardBy }: TopicEntry = topics[name];
    return name !== 'complaints' && heardBy.includes(service);
  });
  const faults = [
    ...due.filter((name) => !handled.some(({ topic }) => topic === name)).map((name) => `${name} has no handler`),
    ...handled
      .filter(({ topic }) => !due.includes(topic))
      .map(({ topic }) => `${topic} has a handler the map knows nothing of`),
    ...found
      .filter(({ next }) => next)
      .map((handler) => `${(handler.extras as unknown as RecordsExtras).topic} has more than one handler`),
  ];
  if (faults.length === 0) return handled;
  throw new Error(
    `${service} and the map of topics (libs/contracts/src/topics.ts) disagree: ${faults.join('; ')}. ` +
      'Add or remove @HearsRecords on a controller of its module, or the service in heardBy.',
  );
}

import { describe, expect, it } from '@jest/globals';
import type { MessageHandler } from '@nestjs/microservices';
import { handledTopics, splitHandlers } from './records-handlers.js';

const handler = (extras: object): MessageHandler => Object.assign(async () => [], { extras }) as never;
const ofTopic = (topic: string): MessageHandler => handler({ topic, hasUsableKey: () => true });

describe('a service that hears more than the journal', () => {
  it('is accepted when it has one handler for each topic the map gives it', () => {
    expect(handledTopics('intake', [ofTopic('submissions')])).toMatchObject([{ topic: 'submissions' }]);
    expect(handledTopics('notifier', [])).toEqual([]);
  });

  it('is refused when a handler is missing, unknown to the map, or not alone', () => {
    expect(() => handledTopics('intake', [])).toThrow('submissions has no handler');
    expect(() => handledTopics('notifier', [ofTopic('submissions')])).toThrow('the map knows nothing of');
    const first = ofTopic('submissions');
    first.next = ofTopic('submissions');
    expect(() => handledTopics('intake', [first])).toThrow('more than one handler');
  });

  it('tells the handlers of topics from those of events', () => {
    const [event, records] = [handler({ handler: Symbol('a handler') }), ofTopic('submissions')];
    const found = new Map(Object.entries({ event, records }));
    expect(splitHandlers(found)).toEqual({ ofEvents: new Map([['event', event]]), ofRecords: [records] });
  });
});

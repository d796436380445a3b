import { describe, expect, it } from '@jest/globals';
import { toTopicMessages, type UnsaidRow, withinOneSend } from './relay-send.js';

const row = (id: number, bytes: number, topic = 'complaints'): UnsaidRow => ({
  id: String(id),
  topic,
  key: `key-${id}`,
  type: topic === 'complaints' ? 'redress.work-started.v1' : null,
  value: 'x'.repeat(bytes),
});

describe('one send of the relay', () => {
  it('takes the longest head of the rows that the broker accepts at once', () => {
    const rows = [row(1, 400_000), row(2, 300_000), row(3, 200_000)];
    expect(withinOneSend(rows).map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes one row however large, so that it never stands still', () => {
    expect(withinOneSend([row(1, 2_000_000), row(2, 1)]).map(({ id }) => id)).toEqual(['1']);
  });

  it('keeps the order within each topic, and names the type of an event in its header alone', () => {
    const settings = { service: 'assigner', brokers: [], topicPrefix: 'test-' };
    const [journal, documents] = toTopicMessages([row(1, 1), row(2, 1, 'assignments'), row(3, 1)], settings);
    expect(journal?.topic).toBe('test-complaints');
    expect(journal?.messages.map(({ key }) => key)).toEqual(['key-1', 'key-3']);
    expect(journal?.messages[0]?.headers).toEqual({
      'content-type': 'application/cloudevents+json; charset=UTF-8',
      ce_type: 'redress.work-started.v1',
    });
    expect(documents?.messages[0]?.headers).not.toHaveProperty('ce_type');
  });
});

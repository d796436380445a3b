import { describe, expect, it } from '@jest/globals';
import { readExamples } from './examples.js';
import { hasValidData, readEvent, UnreadableEvent } from './read-event.js';

type Parts = Record<string, unknown> & { data: Record<string, unknown> };

const examples = readExamples(import.meta.dirname);

function example(name: string): Parts {
  const found = examples.find(({ path }) => path.includes(name));
  return JSON.parse(found?.text ?? '') as Parts;
}

/** Why a record is refused; it must not say anything of what stood in it. */
function refusal(value: unknown, secret?: string): string {
  try {
    readEvent(typeof value === 'string' ? value : JSON.stringify(value));
    return 'read';
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    expect(error.message.startsWith(`${error.code}: `)).toBe(true);
    if (secret) expect(error.message).not.toContain(secret);
    return error.message;
  }
}

const secret = 'ivanov@example.org';

describe('a record of the journal', () => {
  it.each([
    ['no JSON', secret],
    ['cut off', `{"data":"${secret}`],
    ['empty', ''],
    ['a text', JSON.stringify(secret)],
    ['a list', JSON.stringify([secret])],
    ['nothing', 'null'],
  ])('is malformed when it is %s', (_, value) => {
    expect(refusal(value, secret)).toBe('malformed: not a JSON object');
  });

  it.each([
    ['an unknown type', 'redress.complaint-sung.v1', 'unknown-type'],
    ['a type of somebody else', 'com.example.thing', 'unknown-type'],
    ['no type', undefined, 'unknown-type'],
    ['a list for a type', ['redress.work-started.v1'], 'unknown-type'],
    ['a version nobody knows yet', 'redress.work-started.v2', 'unknown-version'],
    ['a version far away', 'redress.work-started.v10', 'unknown-version'],
  ])('with %s is %s: %s', (_, type, code) => {
    expect(refusal({ ...example('work-started'), type })).toBe(`${code}: not in the map of events`);
  });

  it('said by a service that may not say it is refused', () => {
    expect(refusal({ ...example('work-started'), source: 'intake' })).toBe(
      'wrong-source: only assigner may say redress.work-started.v1',
    );
  });

  it.each([
    ['specversion', '0.3', 'enum'],
    ['id', secret, 'format'],
    ['id', undefined, 'required'],
    ['source', 7, 'type'],
    ['time', 'yesterday', 'format'],
    ['time', '2026-02-30T00:00:00Z', 'format'],
    ['subject', secret, 'format'],
    ['datacontenttype', 'text/plain', 'enum'],
    ['correlationid', undefined, 'required'],
    ['causationid', secret, 'format'],
    ['sourceseq', 0, 'minimum'],
    ['sourceseq', 1.5, 'type'],
    ['sourceseq', '1', 'type'],
    ['traceparent', 7, 'type'],
  ])('with an attribute %s of %j is invalid', (attribute, value, rule) => {
    const message = refusal({ ...example('submitted'), [attribute]: value }, secret);
    expect(message).toContain('invalid: ');
    expect(message).toContain(`${attribute} (${rule})`);
  });

  it.each([
    ['complaint-submitted', 'reference', 'R-ILOU-0000', 'pattern'],
    ['complaint-submitted', 'channel', 'x'.repeat(101), 'maxLength'],
    ['complaint-submitted', 'language', 'RU', 'pattern'],
    ['complaint-submitted', 'pick', secret, 'enum'],
    ['complaint-submitted', 'receivedAt', secret, 'format'],
    ['complaint-submitted', 'promisedBy', undefined, 'required'],
    ['complaint-submitted', 'sealed', { text: secret }, 'type'],
    ['complaint-categorised', 'category', secret, 'enum'],
    ['complaint-categorised', 'tags', secret, 'type'],
    ['complaint-categorised', 'confidence', 1.01, 'maximum'],
    ['complaint-categorised', 'confidence', -0.01, 'minimum'],
    ['complaint-categorised', 'complexity', 'hard', 'enum'],
    ['complaint-categorised', 'priority', 'urgent', 'enum'],
    ['complaint-categorised', 'decision', 'maybe', 'enum'],
    ['complaint-categorised', 'model', undefined, 'required'],
    ['complaint-categorised', 'spans', Array(101).fill({ start: 0, end: 1, weight: 1 }), 'maxItems'],
    ['complaint-pooled', 'episode', 0, 'minimum'],
    ['complaint-pooled', 'reason', secret, 'enum'],
    ['complaint-assigned', 'assignmentId', secret, 'format'],
    ['complaint-assigned', 'specialistId', 7, 'type'],
    ['complaint-assigned', 'by', secret, 'enum'],
    ['complaint-assigned', 'reasons', Array(21).fill('claimed'), 'maxItems'],
    ['complaint-released', 'assignmentId', undefined, 'required'],
    ['complaint-released', 'reason', 'he is ill', 'enum'],
    ['work-started', 'assignmentId', null, 'type'],
  ])('of %s with %s of %j is invalid', (name, property, value, rule) => {
    const spoiled = example(name);
    const message = refusal({ ...spoiled, data: { ...spoiled.data, [property]: value } }, secret);
    expect(message).toContain('invalid: ');
    expect(message).toContain(`data.${property} (${rule})`);
  });

  it('names the place of a mistake deep inside', () => {
    const spoiled = example('complaint-categorised');
    const data = { ...spoiled.data, tags: ['other', secret], spans: [{ start: 0, end: secret, weight: 1 }] };
    expect(refusal({ ...spoiled, data }, secret)).toBe('invalid: data.tags.1 (enum), data.spans.0.end (type)');
  });

  it('may not hold a list where its contract says an object', () => {
    const spoiled = example('complaint-categorised');
    expect(refusal({ ...spoiled, data: { ...spoiled.data, spans: [[]] } })).toBe('invalid: data.spans.0 (type)');
  });

  it.each([[undefined], [null], ['text'], [[]]])('with %j for data is invalid', (data) => {
    expect(refusal({ ...example('work-started'), data })).toBe('invalid: data (type)');
  });

  it('may hold keys that nobody knows yet', () => {
    const known = example('complaint-categorised');
    const later = {
      ...known,
      tenant: 'b',
      data: { ...known.data, mood: 'angry', spans: [{ start: 0, end: 1, weight: 1, why: 'x' }] },
    };
    expect(refusal(later)).toBe('read');
  });

  it('may hold null for what may be left out', () => {
    const known = example('complaint-submitted');
    expect(refusal({ ...known, causationid: null, data: { ...known.data, pick: null } })).toBe('read');
  });
});

describe('the data of an event', () => {
  it('is valid as its contract says', () => {
    const known = example('work-started') as unknown as Parameters<typeof hasValidData>[0];
    expect(hasValidData(known)).toBe(true);
    expect(hasValidData({ ...known, data: {} })).toBe(false);
    expect(hasValidData({ ...known, type: 'unheard-of' })).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { ComplaintSubmitted, eventOfClass, type JournalEvent, WorkStarted } from '@redress/contracts';
import { fold } from './fold.js';

const id = '0190b2a8-7b1e-7c3a-9b55-000000000001';
const submitted: JournalEvent = {
  specversion: '1.0',
  id,
  source: 'intake',
  type: eventOfClass(ComplaintSubmitted).type,
  time: '2026-01-05T09:00:00.000Z',
  subject: id,
  datacontenttype: 'application/json',
  correlationid: id,
  sourceseq: 1,
  data: {
    reference: 'R-0000-AAAA',
    channel: 'account',
    language: 'ru',
    receivedAt: '2026-01-05T09:00:00.000Z',
    promisedBy: '2026-01-07T09:00:00.000Z',
    sealed: 'v1.x',
  },
};
const { state } = fold(undefined, submitted);
const started = { ...submitted, type: eventOfClass(WorkStarted).type };

describe('an event that cannot be understood', () => {
  it.each(['redress.complaint-resubmitted.v1', 'redress.complaint-submitted.v2', '__proto__', ''])(
    'is void when its type is %j, and changes nothing',
    (type) => {
      const folded = fold(state, { ...submitted, type });
      expect(folded).toMatchObject({ effect: { reason: 'unknown' } });
      expect(folded.state).toBe(state);
    },
  );

  it.each([undefined, null, 'text', [], {}, { assignmentId: 7 }])(
    'is void when its data is %j, and changes nothing',
    (data) => {
      const folded = fold(state, { ...started, data });
      expect(folded).toMatchObject({ effect: { reason: 'malformed' } });
      expect(folded.state).toBe(state);
    },
  );
});

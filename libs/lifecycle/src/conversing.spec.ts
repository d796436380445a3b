import { describe, expect, it } from '@jest/globals';
import {
  answered,
  asked,
  assigned,
  customerWrote,
  decided,
  finalResponse,
  noteWritten,
  released,
  specialistWrote,
  started,
  submitted,
  withdrawn,
} from './events.for-spec.js';
import { effects, id, lastEffect, stateAfter } from './life.for-spec.js';

const waiting = [submitted, assigned(1), asked(7)];

describe('a request for information', () => {
  it('lets the clock rest, and leaves the complaint with its holder', () => {
    expect(stateAfter(...waiting)).toMatchObject({
      status: 'waiting-for-customer',
      clock: 'paused',
      openRequestId: id(7),
      assignmentId: id(1),
      specialistId: 'ivan',
    });
  });

  it('is made by the holder, one at a time', () => {
    expect(lastEffect(submitted, asked(7))).toBe('not-held');
    expect(lastEffect(...waiting, asked(8))).toBe('already-waiting');
    expect(lastEffect(submitted, assigned(1), decided(), asked(7))).toBe('not-open');
  });

  it('asked under an assignment that is over has no effect', () => {
    const handedOn = [submitted, assigned(1), released(1), assigned(2, 'olga')];
    expect(lastEffect(...handedOn, asked(7, { assignmentId: id(1) }))).toBe('stale-assignment');
    expect(lastEffect(...handedOn, asked(7, { assignmentId: id(2) }))).toBe('took');
  });

  it('says that work has begun', () => {
    expect(lastEffect(...waiting, started(1))).toBe('already-started');
  });

  it('is over once it is answered: work goes on', () => {
    const state = stateAfter(...waiting, answered(7));
    expect(state).toMatchObject({ status: 'in-progress', clock: 'running', assignmentId: id(1) });
    expect(state).not.toHaveProperty('openRequestId');
  });

  it('is not answered by other words of the customer, which count all the same', () => {
    expect(effects(...waiting, customerWrote, answered(8)).slice(-2)).toEqual(['took', 'took']);
    expect(stateAfter(...waiting, customerWrote, answered(8)).status).toBe('waiting-for-customer');
  });

  it('is over when its holder lets the complaint go', () => {
    const state = stateAfter(...waiting, released(1));
    expect(state).toMatchObject({ status: 'received', clock: 'running' });
    expect(state).not.toHaveProperty('openRequestId');
    expect(stateAfter(...waiting, released(1), answered(7)).status).toBe('received');
  });

  it('is over when the complaint is decided', () => {
    expect(stateAfter(...waiting, decided())).not.toHaveProperty('openRequestId');
    expect(stateAfter(...waiting, decided(), answered(7)).status).toBe('resolved');
  });
});

describe('words', () => {
  it('may go both ways until the complaint is closed, whoever holds it', () => {
    expect(effects(submitted, customerWrote, specialistWrote)).toEqual(['took', 'took', 'took']);
    expect(effects(submitted, decided(), customerWrote, specialistWrote)).toEqual(Array(4).fill('took'));
    expect(effects(submitted, withdrawn(), customerWrote, specialistWrote).slice(2)).toEqual(['closed', 'closed']);
  });

  it('among colleagues may be written at any time', () => {
    expect(effects(noteWritten, submitted, noteWritten)).toEqual(['not-submitted', 'took', 'took']);
    expect(lastEffect(submitted, finalResponse(), noteWritten)).toBe('took');
  });

  it('change nothing of the complaint', () => {
    expect(stateAfter(submitted, customerWrote, specialistWrote, noteWritten)).toEqual(stateAfter(submitted));
  });
});

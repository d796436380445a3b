import { describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aComplaintPooled, aComplaintReleased, aWorkStarted } from '@redress/testing';
import { recall, type Standing } from './recall.js';

const pooled: Standing = {
  status: 'pooled',
  episode: 1,
  pooledBy: '0198c0de-0000-7000-8000-000000000001',
  waiting: null,
  assignmentId: null,
  specialistId: null,
  reasons: null,
  handedOverBy: null,
  said: 0,
};
const assignmentId = '0198c0de-0000-7000-8000-00000000000a';

const assigned = aComplaintAssigned({ assignmentId, specialistId: 'ivan' }, { sourceseq: 2 });

describe('Recalling own decisions from the journal', () => {
  it('leads to the standing they made', () => {
    const waiting = recall(pooled, aComplaintPooled({ reason: 'nobody-free' }, { sourceseq: 1 }));
    expect(waiting).toMatchObject({ status: 'pooled', waiting: 'nobody-free', said: 1 });
    const held = recall(waiting, assigned);
    expect(held).toMatchObject({ status: 'assigned', specialistId: 'ivan', assignmentId, waiting: null, said: 2 });
    const started = recall(held, aWorkStarted({ assignmentId }, { sourceseq: 3 }));
    expect(started).toMatchObject({ status: 'in-progress', specialistId: 'ivan', said: 3 });
  });

  it('remembers who gave a complaint away', () => {
    const released = aComplaintReleased({ assignmentId, reason: 'handed-over' }, { sourceseq: 3 });
    expect(recall(recall(pooled, assigned), released)).toMatchObject({
      status: 'pooled',
      specialistId: null,
      handedOverBy: 'ivan',
      pooledBy: released.id,
    });
  });

  it('changes nothing by what the standing holds already', () => {
    const later = { ...pooled, said: 2 };
    expect(recall(later, assigned)).toBe(later);
  });
});

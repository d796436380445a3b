import { describe, expect, it } from '@jest/globals';
import { label, statuses } from './status.js';

describe('what the customer sees', () => {
  it.each([
    ['received', 'Принята', 'Submitted'],
    ['triage', 'Принята', 'Submitted'],
    ['pooled', 'Принята', 'Submitted'],
    ['assigned', 'В работе', 'In progress'],
    ['in-progress', 'В работе', 'In progress'],
    ['waiting-for-customer', 'Ждём вашего ответа', 'Waiting for you'],
    ['resolved', 'Решена', 'Resolved'],
    ['reopened', 'В работе', 'In progress'],
    ['escalated', 'В работе', 'In progress'],
    ['closed', 'Закрыта', 'Closed'],
  ] as const)('of %s is %s / %s', (status, ru, en) => {
    expect([label(status, 'ru'), label(status, 'en')]).toEqual([ru, en]);
  });

  it('has words for every status', () => {
    expect(statuses.every((status) => label(status, 'ru') && label(status, 'en'))).toBe(true);
  });
});

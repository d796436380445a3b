import { describe, expect, it } from '@jest/globals';
import { accept, type Customer } from './accept.js';

const at = new Date('2026-11-22T19:05:00.123Z');
const anna = { channel: 'account', sub: 'anna', email: 'anna@example.org' };

describe('accepting a complaint', () => {
  it('promises an answer 48 hours after it was received, to the millisecond', () => {
    const { facts } = accept({ text: 'Вывод висит' }, anna, 'R-7K3M-9QXZ', at);
    expect(facts).toEqual({
      reference: 'R-7K3M-9QXZ',
      channel: 'account',
      language: 'ru',
      receivedAt: '2026-11-22T19:05:00.123Z',
      promisedBy: '2026-11-24T19:05:00.123Z',
    });
  });

  it('believes a language and a pick that are said', () => {
    const { facts } = accept({ text: 'Вывод', language: 'de', category: 'bonuses' }, anna, 'R-7K3M-9QXZ', at);
    expect(facts).toMatchObject({ language: 'de', pick: 'bonuses' });
  });

  it('writes to the address of this complaint, else to that of the account, else to none', () => {
    const words = (contact: { email: string } | undefined, customer: Customer) =>
      accept({ text: 'Hi', ...(contact && { contact }) }, customer, 'R-7K3M-9QXZ', at).words;
    expect(words({ email: 'other@example.org' }, anna)).toMatchObject({ email: 'other@example.org' });
    expect(words(undefined, anna)).toMatchObject({ email: 'anna@example.org' });
    expect(words(undefined, { channel: 'account', sub: 'anna' })).toEqual({ customerId: 'anna', text: 'Hi' });
  });

  it('tells of a channel what it says: when it happened as a fact, how to write to the customer as a word', () => {
    const customer = { channel: 'site', sub: 'anna', language: 'de' };
    const { facts, words } = accept(
      { text: 'Hi', occurredAt: '2026-11-22T22:00:00+03:00' },
      customer,
      'R-7K3M-9QXZ',
      at,
    );
    expect(facts).toMatchObject({ channel: 'site', language: 'en', occurredAt: '2026-11-22T19:00:00.000Z' });
    expect(words).toEqual({ customerId: 'anna', text: 'Hi', customerLanguage: 'de' });
  });

  it('takes a blank subject for none', () => {
    const { words } = accept({ text: 'Hi', subject: '' }, { channel: 'site', sub: 'anna' }, 'R-7K3M-9QXZ', at);
    expect(words).toEqual({ customerId: 'anna', text: 'Hi' });
  });

  it('keeps words and customer out of the facts', () => {
    const { facts } = accept({ text: 'Hi', subject: 'Re', contact: { email: 'a@b.de' } }, anna, 'R-7K3M-9QXZ', at);
    expect(Object.keys(facts).sort()).toEqual(['channel', 'language', 'promisedBy', 'receivedAt', 'reference']);
  });
});

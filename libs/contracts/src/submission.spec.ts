import { describe, expect, it } from '@jest/globals';
import { readSubmissionKey, submissionKey } from './index.js';

describe('the key of a submission', () => {
  it.each([
    ['site:42', { channel: 'site', id: '42' }],
    ['e-mail-2:a:b', { channel: 'e-mail-2', id: 'a:b' }],
    ['site: Ж😀\n', { channel: 'site', id: ' Ж😀\n' }],
    ['Ch At:7', { channel: 'Ch At', id: '7' }],
    ['Сайт::', { channel: 'Сайт', id: ':' }],
    [`${'a'.repeat(64)}:1`, { channel: 'a'.repeat(64), id: '1' }],
    [`chat:${'x'.repeat(1_019)}`, { channel: 'chat', id: 'x'.repeat(1_019) }],
    [`chats:${'😀'.repeat(509)}`, { channel: 'chats', id: '😀'.repeat(509) }],
  ])('is read from %j', (key, read) => {
    expect(readSubmissionKey(key)).toEqual(read);
    expect(submissionKey(read)).toBe(key);
  });

  it.each([
    '',
    ':',
    'site',
    'site:',
    ':42',
    'site:a\0b',
    'site:\ud800',
    `chat:${'x'.repeat(1_020)}`,
    `chats:${'😀'.repeat(510)}`,
  ])('is not %j', (key) => {
    expect(readSubmissionKey(key)).toBeUndefined();
  });
});

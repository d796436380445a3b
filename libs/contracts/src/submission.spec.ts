import { describe, expect, it } from '@jest/globals';
import { readSubmissionKey, submissionKey } from './index.js';

describe('the key of a submission', () => {
  it.each([
    ['site:42', { channel: 'site', id: '42' }],
    ['e-mail-2:a:b', { channel: 'e-mail-2', id: 'a:b' }],
    ['site: Ж😀\n', { channel: 'site', id: ' Ж😀\n' }],
    [`site:${'😀'.repeat(295)}`, { channel: 'site', id: '😀'.repeat(295) }],
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
    'Site:42',
    '-site:42',
    `${'a'.repeat(64)}:1`,
    'site:a\0b',
    'site:\ud800',
    `site:${'😀'.repeat(296)}`,
  ])('is not %j', (key) => {
    expect(readSubmissionKey(key)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { addressMark } from './address.js';

const key = Buffer.alloc(32, 'key');

describe('the mark of an address', () => {
  it('is the same for every spelling, and another for another address or under another key', () => {
    const mark = addressMark(key, 'anna@customers.example');
    expect(addressMark(key, ' Anna@CUSTOMERS.example ')).toEqual(mark);
    expect(addressMark(key, 'anne@customers.example')).not.toEqual(mark);
    expect(addressMark(Buffer.alloc(32, 'other'), 'anna@customers.example')).not.toEqual(mark);
  });
});

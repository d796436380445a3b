import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mutations } from './src/mutations/list.js';
import { misfits } from './src/mutations/patch.js';

const dist = join(import.meta.dirname, '../../dist');

describe('The known ways to break the messaging', () => {
  it.each(mutations.map(({ name, patches }) => ({ name, patches })))('$name fits the built code', ({ patches }) => {
    expect(misfits(dist, patches)).toEqual([]);
  });
});

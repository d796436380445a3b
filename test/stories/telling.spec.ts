import { describe, expect, it } from '@jest/globals';
import { stepsOf } from './story.js';
import { Telling } from './telling.js';

describe('the commands of a story', () => {
  it('are what its console blocks type, with what they show and how they end', () => {
    const markdown = [
      'Anna writes.',
      '```console',
      '$ npx redress submit "a"',
      'R-AAAA-AAAA',
      '$ npx redress accept R-AAAA-AAAA',
      'intake refused: no.',
      '$ echo $?',
      '1',
      '',
      '```',
      '```sh',
      '$ not a command of it',
      '```',
    ].join('\n');
    expect(stepsOf(markdown)).toEqual([
      { line: 3, command: 'npx redress submit "a"', shown: ['R-AAAA-AAAA'], exit: 0 },
      { line: 5, command: 'npx redress accept R-AAAA-AAAA', shown: ['intake refused: no.'], exit: 1 },
    ]);
  });
});

describe('a telling', () => {
  it('takes other times and shares, and goes on with the complaint and the specialist it met', () => {
    const telling = new Telling();
    const shown = ['10:00:00  complaint-assigned  R-AAAA-AAAA  to ivan, 67 % sure'];
    expect(telling.matches(shown, ['23:59:59  complaint-assigned     R-7K2M-9QXA  to olga, 8 % sure'])).toBe(true);
    expect(telling.typed('npx redress ask R-AAAA-AAAA "?" --as ivan')).toBe(
      'npx redress ask R-7K2M-9QXA "?" --as olga',
    );
    expect(telling.matches(['R-AAAA-AAAA'], ['R-0000-0000'])).toBe(false);
  });

  it('never takes two of the story for one', () => {
    const telling = new Telling();
    expect(telling.matches(['to ivan'], ['to olga'])).toBe(true);
    expect(telling.matches(['to olga'], ['to olga'])).toBe(false);
    expect(telling.matches(['to olga'], ['to ivan'])).toBe(true);
  });

  it('takes who is named first in a command at their word', () => {
    const telling = new Telling();
    expect(telling.typed('npx redress queue --as peter')).toBe('npx redress queue --as peter');
    expect(telling.matches(['to peter'], ['to maria'])).toBe(false);
  });

  it.each([
    [['a', '…', 'z'], ['a', 'b', 'c', 'z'], true],
    [['a', '…', 'z'], ['a', 'z'], true],
    [['a', '…'], ['a'], true],
    [['a … z'], ['a b z'], true],
    [['a', '…', 'z'], ['a', 'b'], false],
    [['a'], ['a', 'b'], false],
    [['a', 'b'], ['a'], false],
    [['1 (2) [3] $?'], ['1 (2) [3] $?'], true],
    [['a.c'], ['abc'], false],
  ])('of %j by %j is %s', (shown, printed, isTrue) => {
    expect(new Telling().matches(shown, printed)).toBe(isTrue);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readArguments, UsageError } from '../arguments.js';

const read = (...args: string[]) => readArguments(args, { env: {}, cwd: '/somewhere', home: '/clone' });

describe('the arguments of npm start', () => {
  it('have defaults: the clone is where the data goes, and the ports are left open', () => {
    expect(read()).toEqual({ port: undefined, data: '/clone/.redress', instances: {}, fresh: false, help: false });
  });

  it('may be written with a blank or with an equals sign', () => {
    expect(
      read('--port', '5000', '--data=here', '--instances=categoriser=2', '--instances', 'notifier=3'),
    ).toMatchObject({
      port: 5000,
      data: '/somewhere/here',
      instances: { categoriser: 2, notifier: 3 },
    });
  });

  it('take the data folder from REDRESS_DATA when none is given', () => {
    const where = { env: { REDRESS_DATA: '/kept' }, cwd: '/', home: '/clone' };
    expect(readArguments([], where).data).toBe('/kept');
    expect(readArguments(['--data', '/given'], where).data).toBe('/given');
  });

  it.each([
    ['an unknown flag', ['--prot', '1']],
    ['a word on its own', ['5000']],
    ['a port that is no number', ['--port', 'many']],
    ['a port that leaves no room for the others', ['--port', '65505']],
    ['a negative port', ['--port', '-1']],
    ['a flag without its value', ['--data']],
    ['a flag in the place of a value', ['--data', '--fresh']],
    ['no instance at all', ['--instances', 'intake=0']],
  ])('are refused: %s', (_what, args) => {
    expect(() => read(...args)).toThrow(UsageError);
  });
});

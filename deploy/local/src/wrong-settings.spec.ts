import { describe, expect, it } from '@jest/globals';
import { allOf, WrongSettings } from './wrong-settings.js';

const level = '  LOG_LEVEL: is wrong; expected one of fatal, error';
const zone = '  REDRESS_TIME_ZONE: is wrong; expected a time zone such as Europe/Moscow';
const sender = '  MAIL_FROM: is wrong; expected a sender';
const policy = '  REDRESS_POLICY: names a file that cannot be read (ENOENT); expected one in YAML or JSON';
const missing = 'intake has no settings';
const saying = (...lines: string[]) => new WrongSettings(lines.join('\n'));

describe('wrong settings of several services', () => {
  it('are one list, and what all of them say is said once', () => {
    const { message } = allOf([
      saying('desk cannot start: 2 settings are wrong', level, zone),
      saying('notifier cannot start: 3 settings are wrong', level, zone, sender),
      saying('intake cannot start: 2 settings are wrong', level, policy),
    ]);
    expect(message.split('\n')).toEqual(['Redress cannot start: 4 settings are wrong', level, zone, sender, policy]);
  });

  it('keep the words of a service that lists none', () => {
    const { message } = allOf([saying(missing), saying('desk cannot start: 1 setting is wrong', level)]);
    expect(message.split('\n')).toEqual(['Redress cannot start: 1 setting is wrong', level, missing]);
    expect(allOf([saying(missing)]).message).toBe(missing);
  });
});

import { describe, expect, it } from '@jest/globals';
import { allOf, WrongSettings } from './wrong-settings.js';

const level = '  LOG_LEVEL: is wrong; expected one of fatal, error';
const zone = '  REDRESS_TIME_ZONE: is wrong; expected a time zone such as Europe/Moscow';
const sender = '  MAIL_FROM: is wrong; expected a sender';
const policy = 'intake cannot start: the file of REDRESS_POLICY cannot be read (ENOENT)';
const saying = (...lines: string[]) => new WrongSettings(lines.join('\n'));

describe('wrong settings of several services', () => {
  it('are one list, and what all of them say is said once', () => {
    const { message } = allOf([
      saying('desk cannot start: 2 settings are wrong', level, zone),
      saying('notifier cannot start: 3 settings are wrong', level, zone, sender),
    ]);
    expect(message.split('\n')).toEqual(['Redress cannot start: 3 settings are wrong', level, zone, sender]);
  });

  it('keep the words of a service whose file is wrong', () => {
    const { message } = allOf([saying(policy), saying('desk cannot start: 1 setting is wrong', level)]);
    expect(message.split('\n')).toEqual(['Redress cannot start: 1 setting is wrong', level, policy]);
    expect(allOf([saying(policy)]).message).toBe(policy);
  });
});

import { describe, expect, it } from '@jest/globals';
import { startService } from '@redress/bootstrap';
import { aConfig } from '../trial/hosted-intake.js';
import { intakeTrial } from '../trial/intake-trial.js';
import { firstLetterTo } from '../trial/letters.js';
import { intake } from './start.js';
import type { SessionView } from './way-in.body.js';

const trial = intakeTrial();

describe('the page that the link opens', () => {
  const open = (path: string, init?: RequestInit) => fetch(`${trial.intake.service.url}${path}`, init);

  it('comes in the language of the reader, to be kept by nobody and told to nobody', async () => {
    for (const [wished, language] of [
      ['ru-RU,ru;q=0.9,en;q=0.5', 'ru'],
      ['en-GB', 'en'],
      ['fr', 'en'],
    ] as const) {
      const answer = await open('/way-in?language=ru', { headers: { 'accept-language': wished } });
      expect([answer.status, answer.headers.get('content-language')]).toEqual([200, language]);
      expect(await answer.text()).toContain(`<html lang="${language}">`);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; .*script-src 'sha256-/),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        vary: expect.stringContaining('accept-language'),
      });
    }
  });

  it('is read alone, at its own address, and is no part of what programs are told of', async () => {
    const { body } = await trial.intake.ask<{ paths: object }>('/openapi.json', '');
    expect(Object.keys(body.paths)).not.toContain('/way-in');
    expect((await open('/way-in', { method: 'HEAD' })).status).toBe(200);
    for (const path of [
      '//way-in',
      '/way-in/',
      '/%2fway-in',
      '/way%2din/x',
      '/way-in%2f',
      '/way-in.js',
      '/pages/way-in.js',
    ])
      expect([path, (await open(path)).status]).toEqual([path, 404]);
    expect((await open('/way-in', { method: 'POST', body: '' })).status).toBe(404);
  });

  it('leaves no token and no address in the log or the figures of the service', async () => {
    const lines: string[] = [];
    const logTo = { write: (line: string) => void lines.push(line) };
    const config = aConfig(trial.surroundings, { logLevel: 'trace' });
    const service = await startService({ ...intake(config), logTo });
    const post = (path: string, body: object) =>
      fetch(`${service.url}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    await post('/v1/way-in', { email: 'pavel@customers.example' });
    const { token } = await firstLetterTo(trial, 'pavel@customers.example');
    await fetch(`${service.url}/way-in?language=ru#${token}`);
    const session = ((await (await post('/v1/way-in/session', { token })).json()) as SessionView).token;
    expect((await post('/v1/way-in/session', { token })).status).toBe(401);
    await fetch(`${service.url}/v1/complaints`, { headers: { authorization: `Bearer ${session}` } });
    const figures = await (await fetch(`${service.url}/metrics`)).text();
    await service.stop();
    expect(lines.join('')).toContain('/v1/way-in/session');
    for (const word of [token, session, 'pavel@']) expect(`${lines.join('')}${figures}`).not.toContain(word);
  });
});

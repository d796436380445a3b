import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type PageFacts, renderPage } from './page.js';
import { people } from './people.js';
import { commandLine, howToTry } from './words.js';

const facts: PageFacts = {
  services: {
    intake: { url: 'http://127.0.0.1:4010', pid: 1, log: '/tmp/r/logs/intake.log' },
    assigner: { url: 'http://127.0.0.1:4012', pid: 2, log: '/tmp/r/logs/assigner.log' },
  },
  kafka: ['127.0.0.1:4002'],
  topicPrefix: '',
  database: 'postgres://redress:geheim@127.0.0.1:4001/redress',
  mail: { smtp: 'smtp://127.0.0.1:4003', http: 'http://127.0.0.1:4004' },
  oidc: 'http://127.0.0.1:4005',
  people: Object.fromEntries(
    Object.entries(people).map(([sub, { roles }]) => [sub, { roles, token: `token-of-${sub}` }]),
  ),
};

describe('the page of a local deployment', () => {
  const page = renderPage(facts);

  it('leads to every service, the mails and the issuer', () => {
    for (const address of [
      'http://127.0.0.1:4010/health/ready',
      'http://127.0.0.1:4012/openapi.json',
      'http://127.0.0.1:4004',
      'http://127.0.0.1:4005/.well-known/openid-configuration',
    ])
      expect(page).toContain(`href="${address}"`);
  });

  it('names every demo person with the role', () => {
    for (const [sub, { roles }] of Object.entries(people))
      expect(page).toMatch(new RegExp(`<strong>${sub}</strong></td>\\s*<td><span class="tag">${roles[0]}<`));
  });

  it("submits with Anna's token and shows nobody else's, nor a password", () => {
    expect(page).toContain('TOKEN=token-of-anna\ncurl -sS http://127.0.0.1:4010/v1/complaints');
    expect(page.match(/token-of-/g)).toHaveLength(1);
    expect(page).not.toContain('geheim');
  });

  it('calls the command line with the data folder, unless that is the one it takes by itself', () => {
    const own = join(import.meta.dirname, '../../../../.redress');
    expect(commandLine(own)).toBe('npx redress');
    expect(commandLine('/tmp/a b')).toBe("npx redress --data '/tmp/a b'");
    expect(renderPage(facts, commandLine('/tmp/r'))).toContain('npx redress --data /tmp/r watch R-XXXX-XXXX');
    expect(howToTry({ ...facts, version: 1, ready: true, web: '', parts: {} }, '/tmp/r')).toContain(
      'npx redress --data /tmp/r submit',
    );
  });

  it("names no mail catcher when the mails go to somebody else's server", () => {
    const elsewhere = renderPage({ ...facts, mail: { smtp: 'smtps://me:geheim@mail.example:465', http: '' } });
    expect(elsewhere).toContain('go to your own mail server');
    expect(elsewhere).not.toMatch(/href=""|geheim/);
  });

  it('shows what it is given as words, never as HTML', () => {
    expect(renderPage({ ...facts, topicPrefix: '<script>' })).not.toContain('<script');
  });
});

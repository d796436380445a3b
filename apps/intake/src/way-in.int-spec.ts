import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@redress/testing';
import type { ComplaintsView, ComplaintView } from '@redress/timeline';
import { hostIntake } from '../trial/hosted-intake.js';
import { intakeTrial } from '../trial/intake-trial.js';
import { firstLetterTo, lettersTo } from '../trial/letters.js';
import type { AcceptedView } from './accepted.view.js';
import type { SessionView } from './way-in.body.js';
import { WaysIn } from './ways-in.js';

const trial = intakeTrial();
let anna: string;

const text = 'Меня заблокировали';

beforeAll(async () => {
  anna = await trial.tokenOf('anna', 'customer', { email: 'Anna@Customers.example' });
});

const ask = (email: string, more: object = {}, headers = {}) =>
  trial.intake.send('', 'POST', '/v1/way-in', { email, ...more }, headers);
const letters = (email: string) => lettersTo(trial, email);
const letterTo = (email: string) => firstLetterTo(trial, email);
const enter = (token: string) => trial.intake.send<SessionView>('', 'POST', '/v1/way-in/session', { token });

async function sessionOf(email: string): Promise<string> {
  await ask(email);
  return (await enter((await letterTo(email)).token)).body.token;
}

const submit = async (token: string, body: object) => (await trial.intake.submit<AcceptedView>(token, body)).body;

describe('who asks to be let in', () => {
  it('is answered the same, whether anybody knows the address or not', async () => {
    await submit(anna, { text });
    const [known, unknown] = [await ask('anna@customers.example'), await ask('nobody@anywhere.example')];
    expect(known).toMatchObject({ status: 202, body: { minutes: 30 } });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  });

  it('gets a letter in the language they want, and no word of it lies about in clear', async () => {
    await ask('eva@customers.example', { language: 'ru' });
    await ask('finn@customers.example', {}, { 'accept-language': 'ru-RU,ru' });
    expect(await letterTo('eva@customers.example')).toMatchObject({ language: 'ru', token: expect.any(String) });
    expect(await letterTo('finn@customers.example')).toMatchObject({ language: 'ru' });
    const [stored] = await trial.database.query<{ all: string }>(
      `SELECT concat((SELECT string_agg(value, '') FROM intake.outbox), (SELECT string_agg(w::text, '') FROM intake.way_in w),
        (SELECT string_agg(o::text, '') FROM intake.owned_complaint o)) AS all`,
    );
    const journal = JSON.stringify(await trial.broker.read('complaints'));
    for (const word of ['eva@', 'customers.example', (await letterTo('eva@customers.example')).token]) {
      expect(`${stored?.all}${journal}`).not.toContain(word);
    }
  });

  it.each([
    [{}],
    [{ email: 'nowhere' }],
    [{ email: 5 }],
    [{ email: 'a@b.example', language: 'RU' }],
    [{ email: 'a@b.example', x: 1 }],
  ])('sends no %j', async (body) => {
    expect(await trial.intake.send('', 'POST', '/v1/way-in', body)).toMatchObject({ status: 400 });
  });
});

describe("a letter's token", () => {
  it('lets in once', async () => {
    await ask('gleb@customers.example');
    const { token } = await letterTo('gleb@customers.example');
    const answers = await Promise.all(Array.from({ length: 5 }, () => enter(token)));
    const [letIn, ...refused] = answers.sort((one, other) => one.status - other.status);
    expect([letIn?.status, ...refused.map(({ status }) => status)]).toEqual([200, 401, 401, 401, 401]);
    const body = letIn?.body as SessionView;
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(50 * 60_000);
    expect(body.token).not.toContain(Buffer.from('gleb@').toString('base64url').slice(0, 5));
  });

  it('lets nobody in when it is over, or never was', async () => {
    await ask('hans@customers.example');
    const { token } = await letterTo('hans@customers.example');
    await trial.database.query('UPDATE intake.way_in SET until = now()');
    for (const late of [token, 'guess', '']) {
      expect((await enter(late)).status).toBe(late ? 401 : 400);
    }
  });

  it('lets nobody in whose words do not open: another letter does', async () => {
    await ask('juri@customers.example');
    const first = await letterTo('juri@customers.example');
    await trial.database.query("UPDATE intake.way_in SET sealed = 'v1.AAAA'");
    expect(await enter(first.token)).toMatchObject({ status: 401, body: { type: 'urn:redress:unauthenticated' } });
    await ask('juri@customers.example');
    const second = await eventually('another letter', async () =>
      (await letters('juri@customers.example')).find(({ token }) => token !== first.token),
    );
    expect((await enter(second.token)).status).toBe(200);
  });

  it('is forgotten when it is over, and the address with it', async () => {
    await ask('ivo@customers.example');
    await letterTo('ivo@customers.example');
    await trial.database.query(`UPDATE intake.way_in SET until = now() - interval '2 hours'`);
    await trial.intake.service.app.get(WaysIn).forget();
    expect(await trial.database.query('SELECT FROM intake.way_in')).toHaveLength(0);
    expect(await letters('ivo@customers.example')).toEqual([]);
  });
});

describe('who was let in by an address', () => {
  it('sees and writes to the complaints of that address, however it is spelled, and to no others', async () => {
    const hers = await submit(anna, { text });
    const other = await submit(anna, { text, contact: { email: 'other@customers.example' } });
    const session = await sessionOf('ANNA@customers.example');
    const { body: list } = await trial.intake.ask<ComplaintsView>('/v1/complaints', session);
    expect(list.items.map(({ id }) => id)).toContain(hers.id);
    expect(list.items.map(({ id }) => id)).not.toContain(other.id);
    expect((await trial.intake.ask(`/v1/complaints/${other.reference}`, session)).status).toBe(404);
    const path = `/v1/complaints/${hers.reference}/messages`;
    const { status, body } = await trial.intake.send<ComplaintView>(session, 'POST', path, { text: 'Это я' });
    expect([status, body.timeline.at(-1)?.text]).toEqual([202, 'Это я']);
  });

  it('submits under that address alone, and finds the complaint again with another letter', async () => {
    const session = await sessionOf('kira@customers.example');
    const first = await letterTo('kira@customers.example');
    const refused = await trial.intake.submit(session, { text, contact: { email: 'anna@customers.example' } });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'contact.email' }] } });
    const { id } = await submit(session, { text, contact: { email: 'Kira@Customers.example' } });
    await trial.database.query('DELETE FROM intake.way_in');
    await ask('kira@customers.example');
    const second = await eventually('a second letter', async () =>
      (await letters('kira@customers.example')).find(({ token }) => token !== first.token),
    );
    const again = (await enter(second.token)).body.token;
    const { body } = await trial.intake.ask<ComplaintsView>('/v1/complaints', again);
    expect(body.items.map((one) => one.id)).toEqual([id]);
  });

  it('is nobody by name alone: a person who is called so sees nothing', async () => {
    const session = await sessionOf('liza@customers.example');
    await submit(session, { text });
    const { body } = await trial.intake.ask<{ customerId: string }>('/v1/my-data', session);
    const impostor = await trial.issuer.tokenFor(body.customerId, { roles: ['customer'] });
    const mine = await trial.intake.ask<ComplaintsView>('/v1/complaints', impostor);
    expect(mine.body.items).toEqual([]);
  });

  it('has no token that anybody else could make or change', async () => {
    const session = await sessionOf('mia@customers.example');
    const parts = session.split('.');
    parts[3] = `${parts[3]?.slice(0, -2)}AA`;
    for (const token of [parts.join('.'), 'a.b.c.d.e', `${session}x`]) {
      expect((await trial.intake.ask('/v1/complaints', token)).status).toBe(401);
    }
    expect((await trial.intake.ask('/v1/parked', session)).status).toBe(403);
  });
});

describe('too many requests', () => {
  it('are refused to one caller, and fill nobody with letters, without a word about it', async () => {
    const strict = await hostIntake(trial.surroundings, { rateLimits: 'on' });
    const statuses: number[] = [];
    for (let nth = 0; nth < 6; nth += 1) {
      const answer = await strict.send('', 'POST', '/v1/way-in', { email: 'nora@customers.example' });
      statuses.push(answer.status);
    }
    await strict.service.stop();
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    const sent = await trial.database.query('SELECT FROM intake.way_in WHERE until > now()');
    expect(sent.length).toBeGreaterThanOrEqual(3);
    await eventually('three letters', async () => (await letters('nora@customers.example')).length === 3);
  });

  it('at once bring one letter at least, and keep nobody waiting', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask('olga@customers.example')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await letterTo('olga@customers.example')).toHaveProperty('token');
  });
});

import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { intakeTrial } from '../trial/intake-trial.js';

const trial = intakeTrial();
let [site, app]: [string, string] = [] as never;

const aSubmission = (id: string, change: object = {}) => ({
  specversion: 1,
  channel: 'site',
  id,
  customer: { id: 'anna' },
  text: 'Вывод висит третий день',
  ...change,
});
const complaints = async (): Promise<number> =>
  Number((await trial.database.query('SELECT count(*) AS n FROM intake.owned_complaint'))[0]?.n);
const under = (key: string) => ({ 'idempotency-key': key });

beforeAll(async () => {
  [site, app] = await Promise.all([
    trial.issuer.tokenFor('site', { roles: ['channel'] }),
    trial.issuer.tokenFor('app', { roles: ['channel'] }),
  ]);
});

describe('a batch that is sent again under its key', () => {
  const padded = (id: string) => `${JSON.stringify(aSubmission(id))}${' '.repeat(256 * 1024)}`;
  const mixed = () => {
    const id = randomUUID();
    const sound = aSubmission(id);
    const used = aSubmission(id, { text: 'Другое' });
    return [sound, '{"id":', used, aSubmission('w', { text: '', 'Анна Иванова': 1 }), padded('p'), sound];
  };

  it('is answered to the letter as it was, though its complaints are gone since', async () => {
    const [lines, key] = [mixed(), randomUUID()];
    const first = await trial.intake.batch(site, lines, under(key));
    expect(first.body.map(({ verdict }) => verdict)).toEqual([
      'accepted',
      'refused',
      'refused',
      'refused',
      'refused',
      'accepted',
    ]);
    await trial.database.query('DELETE FROM intake.channel_submission');
    const before = await complaints();
    const again = await trial.intake.batch(site, lines, under(key));
    expect({ status: again.status, text: again.text }).toEqual({ status: 200, text: first.text });
    expect(await complaints()).toBe(before);
  });

  it('is the same batch when its lines are equal after parsing', async () => {
    const [line, key] = [aSubmission(randomUUID()), randomUUID()];
    const first = await trial.intake.batch(site, [line, 'nonsense'], under(key));
    const { text, ...rest } = line;
    const again = await trial.intake.batch(
      site,
      [` ${JSON.stringify({ text, ...rest }, null, 0)}  `, 'nonsense'],
      under(key),
    );
    expect(again.text).toBe(first.text);
    expect(await trial.intake.batch(site, [line, 'nonsense '], under(key))).toMatchObject({ status: 422 });
  });

  it('is another one when a line that was over the limit is not any more', async () => {
    const [id, key] = [randomUUID(), randomUUID()];
    expect(await trial.intake.batch(site, [padded(id)], under(key))).toMatchObject({ body: [{ verdict: 'refused' }] });
    expect(await trial.intake.batch(site, [aSubmission(id)], under(key))).toMatchObject({ status: 422 });
  });

  it('is refused with another body, in another order, and longer or shorter', async () => {
    const [one, two, key] = [aSubmission(randomUUID()), aSubmission(randomUUID()), randomUUID()];
    const first = await trial.intake.batch(site, [one, two], under(key));
    const before = await complaints();
    for (const lines of [[one, { ...two, text: 'Другое' }], [two, one], [one], [one, two, aSubmission(randomUUID())]]) {
      expect(await trial.intake.batch(site, lines, under(key))).toMatchObject({
        status: 422,
        body: [{ type: 'urn:redress:key-reused' }],
      });
    }
    expect(await complaints()).toBe(before);
    expect((await trial.intake.batch(site, [one, two], under(key))).text).toBe(first.text);
  });

  it('has one answer however many send it at once', async () => {
    const [lines, key, before] = [mixed(), randomUUID(), await complaints()];
    const answers = await Promise.all(Array.from({ length: 6 }, () => trial.intake.batch(site, lines, under(key))));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await complaints()).toBe(before + 1);
  });

  it("never meets another channel's key", async () => {
    const [id, key] = [randomUUID(), randomUUID()];
    const ours = await trial.intake.batch(site, [aSubmission(id)], under(key));
    const theirs = await trial.intake.batch(app, [aSubmission(id, { channel: 'app' })], under(key));
    expect(theirs).toMatchObject({ status: 200, body: [{ channel: 'app', verdict: 'accepted' }] });
    expect(theirs.body[0]?.complaintId).not.toBe(ours.body[0]?.complaintId);
  });

  it('is remembered without a word of its lines', async () => {
    const key = randomUUID();
    const { text } = await trial.intake.batch(site, mixed(), under(key));
    expect(text).toContain('Анна Иванова');
    const [row] = await trial.database.query<{ answer: string }>(
      'SELECT answer FROM intake.idempotency_key WHERE key = $1',
      [key],
    );
    expect(row?.answer).toContain('reference');
    expect(row?.answer).not.toMatch(/[а-я]|site|message/i);
  });
});

describe('a batch that is refused as a whole', () => {
  it('takes no key', async () => {
    const key = randomUUID();
    expect(await trial.intake.batch(site, [], under(key))).toMatchObject({ status: 400 });
    const many = Array.from({ length: 1_001 }, () => aSubmission('many'));
    expect(await trial.intake.batch(site, many, under(key))).toMatchObject({ status: 413 });
    expect(await trial.intake.batch(site, [aSubmission(randomUUID())], under(key))).toMatchObject({
      status: 200,
      body: [{ verdict: 'accepted' }],
    });
  });

  it('is one under a key that is none', async () => {
    const answer = await trial.intake.batch(site, [aSubmission(randomUUID())], under('x'.repeat(129)));
    expect(answer).toMatchObject({ status: 400, body: [{ errors: [{ path: 'Idempotency-Key' }] }] });
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { intakeTrial } from '../trial/intake-trial.js';

const trial = intakeTrial();
let [site, app, anna]: [string, string, string] = [] as never;

const aSubmission = (id: string, change: object = {}) => ({
  specversion: 1,
  channel: 'site',
  id,
  customer: { id: 'anna' },
  text: 'Lost money',
  ...change,
});
const accepted = (id: string, channel = 'site') => ({
  channel,
  id,
  verdict: 'accepted',
  complaintId: expect.any(String),
  reference: expect.any(String),
  promisedBy: expect.any(String),
  reasons: [],
});
const complaints = async (): Promise<number> =>
  Number((await trial.database.query('SELECT count(*) AS n FROM intake.owned_complaint'))[0]?.n);

beforeAll(async () => {
  [site, app, anna] = await Promise.all([
    trial.issuer.tokenFor('site', { roles: ['channel'] }),
    trial.issuer.tokenFor('app', { roles: ['channel'] }),
    trial.issuer.tokenFor('anna', { roles: ['customer'] }),
  ]);
});

describe('a batch', () => {
  it('is answered by one verdict per line, in order, whatever some of its lines are', async () => {
    const before = await complaints();
    const { status, headers, body } = await trial.intake.batch(site, [
      aSubmission('a'),
      '{"id":',
      aSubmission('b', { text: '' }),
      '',
      aSubmission('c', { channel: 'app' }),
      aSubmission('a'),
      aSubmission('a', { text: 'another' }),
      aSubmission('d', { subject: ' ' }),
      { text: 'nameless' },
      `${JSON.stringify(aSubmission('e'))}${' '.repeat(256 * 1024)}`,
      aSubmission('f', { channel: 'App', urgent: true }),
    ]);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    const refused = (codes: string[]) => ({
      verdict: 'refused',
      reasons: codes.map((code) => expect.objectContaining({ code })),
    });
    expect(body).toEqual([
      accepted('a'),
      { line: 2, ...refused(['malformed']) },
      { channel: 'site', id: 'b', ...refused(['invalid']) },
      { line: 4, ...refused(['malformed']) },
      { channel: 'app', id: 'c', ...refused(['forbidden']) },
      body[0],
      { channel: 'site', id: 'a', ...refused(['id-reused']) },
      accepted('d'),
      { line: 9, ...refused(['invalid', 'invalid', 'invalid', 'invalid']) },
      { line: 10, ...refused(['invalid']) },
      { channel: 'App', id: 'f', ...refused(['forbidden', 'invalid', 'invalid']) },
    ]);
    expect(await complaints()).toBe(before + 2);
  });

  it('has the same verdicts when it is sent again', async () => {
    const lines = ['g', 'h', 'i'].map((id) => aSubmission(id));
    const { body } = await trial.intake.batch(site, lines);
    expect(body).toEqual(lines.map(({ id }) => accepted(id)));
    expect((await trial.intake.batch(site, lines.toReversed())).body).toEqual(body.toReversed());
  });

  it('does not tell one channel which ids another one has used', async () => {
    await trial.intake.batch(site, [aSubmission('secret')]);
    const { body } = await trial.intake.batch(app, [aSubmission('secret', { text: 'guessed' })]);
    expect(body).toMatchObject([{ verdict: 'refused', reasons: [{ code: 'forbidden' }] }]);
    const own = await trial.intake.batch(app, [aSubmission('secret', { channel: 'app' })]);
    expect(own.body).toEqual([accepted('secret', 'app')]);
  });

  it('may have a thousand lines, not one more: then nothing is taken', async () => {
    const lines = Array.from({ length: 1_001 }, (_, nth) => aSubmission(`many-${nth}`, { text: 'я'.repeat(500) }));
    const before = await complaints();
    const refused = await trial.intake.batch(site, lines);
    expect(refused).toMatchObject({ status: 413, body: [{ type: 'urn:redress:too-large' }] });
    expect(await complaints()).toBe(before);
    const { status, body } = await trial.intake.batch(site, lines.slice(1));
    expect(status).toBe(200);
    expect(body).toEqual(lines.slice(1).map(({ id }) => accepted(id)));
    expect(await complaints()).toBe(before + 1_000);
  });

  it('is refused as a whole when it is empty, no lines, or not from a channel', async () => {
    expect(await trial.intake.batch(site, [])).toMatchObject({ status: 400, body: [{ type: 'urn:redress:invalid' }] });
    expect(await trial.intake.batch(anna, [aSubmission('j')])).toMatchObject({ status: 403 });
    expect(await trial.intake.batch('', [aSubmission('j')])).toMatchObject({ status: 401 });
    const asJson = await trial.intake.ask('/v1/complaints/batch', site, {
      method: 'POST',
      body: JSON.stringify(aSubmission('j')),
      headers: { 'content-type': 'application/json' },
    });
    expect(asJson).toMatchObject({ status: 400, body: { type: 'urn:redress:invalid' } });
  });

  it('says over HTTP alone what became of it', async () => {
    const { body } = await trial.intake.batch(site, [aSubmission('quiet')]);
    expect(body).toEqual([accepted('quiet')]);
    expect(await trial.broker.read('submission-verdicts')).toEqual([]);
  });

  it('is described with what a line and a verdict hold', async () => {
    const { body } = await trial.intake.ask<{
      paths: Record<
        string,
        { post: { requestBody: { content: object }; responses: Record<string, { content: object }> } }
      >;
      components: { schemas: Record<string, object> };
    }>('/openapi.json', '');
    const { requestBody, responses } = body.paths['/v1/complaints/batch']?.post ?? {};
    expect(Object.keys(requestBody?.content ?? {})).toEqual(['application/x-ndjson']);
    expect(Object.keys(responses?.['200']?.content ?? {})).toEqual(['application/x-ndjson']);
    expect(Object.keys(responses ?? {})).toEqual(expect.arrayContaining(['400', '401', '403', '413', '503']));
    expect(body.components.schemas.SubmissionBody).toMatchObject({
      additionalProperties: false,
      required: ['specversion', 'channel', 'id', 'customer', 'text'],
    });
    expect(body.components.schemas).toHaveProperty('VerdictView');
  });
});

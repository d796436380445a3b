import { beforeAll, describe, expect, it } from '@jest/globals';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial();
let anna: string;

const text = 'Вывод висит третий день';

beforeAll(async () => {
  anna = await trial.tokenOf('anna');
});

const submitted = async () => (await trial.intake.submit<AcceptedView>(anna, { text })).body.id;

const act = (id: string, what: string, body: unknown) =>
  trial.intake.send(anna, 'POST', `/v1/complaints/${id}/${what}`, body);

describe('an act that takes nothing', () => {
  it.each([
    [{ x: 1 }, 'x'],
    [{ text }, 'text'],
    [[1], ''],
    [[], ''],
    [5, ''],
    ['"text"', ''],
    ['null', ''],
  ])('is refused with %j', async (body, path) => {
    const id = await submitted();
    for (const what of ['accept', 'withdraw']) {
      const answer = await act(id, what, body);
      expect(answer).toMatchObject({ status: 400, body: { type: 'urn:redress:invalid', errors: [{ path }] } });
    }
    expect((await trial.intake.ask(`/v1/complaints/${id}`, anna)).body).toMatchObject({ status: 'received' });
  });

  it('is done with an empty object as with nothing', async () => {
    expect(await act(await submitted(), 'withdraw', {})).toMatchObject({ status: 202, body: { status: 'closed' } });
  });

  it('is described without a body', async () => {
    const { body } = await trial.intake.ask<{ paths: Record<string, { post: object }> }>('/openapi.json', '');
    for (const [what, isTaken] of Object.entries({ accept: false, withdraw: false, escalate: true })) {
      const operation = body.paths[`/v1/complaints/{idOrReference}/${what}`]?.post ?? {};
      expect([what, 'requestBody' in operation]).toEqual([what, isTaken]);
    }
  });
});

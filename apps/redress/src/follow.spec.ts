import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aComplaintSubmitted } from '@redress/testing';
import { type FakeDeployment, fakeDeployment } from '../trial/fake-deployment.js';

const token = `anna.${Buffer.from(JSON.stringify({ exp: 4_000_000_000 })).toString('base64url')}.x`;
const ref = 'R-7K2M-9QXA';
const at = '2026-11-22T10:00:00Z';
const complaint = { reference: ref, status: 'in-progress', label: 'В работе', language: 'ru', timeline: [] };

let fake: FakeDeployment;

beforeAll(async () => {
  fake = await fakeDeployment({ anna: { roles: ['customer'], token } });
});

beforeEach(() => {
  fake.asked.length = 0;
});

afterAll(() => fake.stop());

describe('redress follow', () => {
  const { sealed: _sealed, ...facts } = aComplaintSubmitted({ reference: ref }).data;
  const entries = [
    { id: 'a', type: 'complaint-submitted', at, by: 'customer', effect: 'took', data: facts },
    { id: 'b', type: 'customer-wrote', at, by: 'customer', effect: 'took', data: {}, text: 'Где деньги?' },
    { id: 'c', type: 'complaint-withdrawn', at, by: 'customer', effect: 'took', data: { episode: 1 } },
  ];
  const [first = '', second = '', last = ''] = entries.map(
    (entry) => `id: ${entry.id}\nevent: ${entry.type}\ndata: ${JSON.stringify(entry)}\n\n`,
  );

  it('prints each entry of the stream once, and goes on after the last one when it was cut off', async () => {
    fake.answer(`GET /v1/complaints/${ref}`, [200, complaint]);
    const cut = `: here\n\n${first}${second}${last.slice(0, 20)}`;
    fake.answer(`GET /v1/complaints/${ref}/stream`, [200, cut], [200, last]);
    const { exit, said } = await fake.redressed('follow', ref, '--until', 'closed', '--timeout', '20');
    expect(exit).toBe(0);
    expect(said.map((line) => line.split(/ {2,}/).slice(1, 3))).toEqual([
      ['complaint-submitted', 'received'],
      ['customer-wrote', 'received'],
      ['complaint-withdrawn', 'closed'],
    ]);
    const streams = fake.asked.filter(({ url }) => url.endsWith('/stream'));
    expect(streams.map(({ after }) => after)).toEqual([undefined, 'b']);
  });

  it('goes past a status that the complaint was in before', async () => {
    const before = [
      entries[0],
      { ...entries[2] },
      { ...entries[2], id: 'd', type: 'complaint-reopened', data: { episode: 2 } },
    ];
    fake.answer(`GET /v1/complaints/${ref}`, [200, { ...complaint, status: 'reopened', timeline: before }]);
    const frames = before.map((entry) => `data: ${JSON.stringify(entry)}\n\n`).join('');
    fake.answer(`GET /v1/complaints/${ref}/stream`, [200, frames]);
    const { exit, said } = await fake.redressed('follow', ref, '--until', 'closed', '--timeout', '0.5');
    expect({ exit, lines: said.length }).toEqual({ exit: 1, lines: 3 });
  });

  it('ends with 1 when the status did not come in time', async () => {
    fake.answer(`GET /v1/complaints/${ref}`, [200, complaint]);
    fake.answer(`GET /v1/complaints/${ref}/stream`, [200, ': here\n\n']);
    expect(await fake.redressed('follow', ref, '--until', 'closed', '--timeout', '0.2')).toMatchObject({
      exit: 1,
      complained: `${ref} did not become closed in 0.2 s.`,
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aComplaintCategorised, aComplaintSubmitted } from '@redress/testing';
import { type Answer, type Asked, type FakeDeployment, fakeDeployment } from '../trial/fake-deployment.js';
import { redress } from './program.js';

const good = `x.${Buffer.from(JSON.stringify({ exp: 4_000_000_000, email: 'anna@x.example' })).toString('base64url')}.x`;
const stale = `x.${Buffer.from(JSON.stringify({ exp: 1, locale: 'en' })).toString('base64url')}.x`;

let fake: FakeDeployment;
let asked: Asked[];
const answer = (call: string, ...answers: Answer[]): void => fake.answer(call, ...answers);
const redressed = (...args: string[]): ReturnType<FakeDeployment['redressed']> => fake.redressed(...args);

beforeAll(async () => {
  fake = await fakeDeployment({
    anna: { roles: ['customer'], token: good },
    ben: { roles: ['customer'], token: stale },
  });
  asked = fake.asked;
  answer('POST /token', [200, { token: 'minted' }]);
  answer('POST /v1/complaints', [202, { id: 'c1', reference: 'R-7K2M-9QXA', status: 'received' }]);
});

afterAll(async () => {
  await fake.stop();
});

describe('redress submit', () => {
  it('submits as the customer and prints the reference', async () => {
    const { exit, said } = await redressed('submit', 'Где деньги?', '--language', 'ru', '--key', 'k1');
    expect({ exit, said }).toEqual({ exit: 0, said: ['R-7K2M-9QXA'] });
    expect(asked.at(-1)).toEqual({
      method: 'POST',
      url: '/v1/complaints',
      who: good,
      key: 'k1',
      body: { text: 'Где деньги?', language: 'ru' },
    });
  });

  it('prints the whole answer as JSON, of a text from standard input', async () => {
    const { said } = await redressed('submit', '-', '--json');
    expect(JSON.parse(said.join(''))).toMatchObject({ id: 'c1' });
    expect(asked.at(-1)?.body).toEqual({ text: 'read from standard input' });
  });

  it('says what the service refuses, with every listed error, and ends with 1', async () => {
    const problem = {
      title: 'Invalid',
      detail: 'The complaint has mistakes',
      errors: [{ path: 'text', message: 'is empty' }],
    };
    answer('POST /v1/complaints', [400, problem], [202, { reference: 'R-7K2M-9QXA' }]);
    const { exit, complained } = await redressed('submit', ' ');
    expect({ exit, complained }).toEqual({
      exit: 1,
      complained: 'intake refused: The complaint has mistakes.\n  text: is empty',
    });
  });
});

describe('redress watch', () => {
  const assigned = aComplaintAssigned();
  const eventsNamed: Record<string, object> = {
    'complaint-submitted': aComplaintSubmitted().data,
    'complaint-categorised': aComplaintCategorised().data,
    'complaint-assigned': assigned.data,
    'work-started': { assignmentId: assigned.data.assignmentId },
  };
  const entry = (type: string) => ({
    id: type,
    type,
    at: '2026-11-22T10:00:00Z',
    by: 'x',
    effect: 'took',
    data: eventsNamed[type],
  });
  const complaint = (status: string, ...types: string[]): Answer => [
    200,
    { reference: 'R-7K2M-9QXA', status, language: 'ru', timeline: types.map(entry) },
  ];

  it('prints the entries as they come and ends at the status', async () => {
    answer(
      'GET /v1/complaints/R-7K2M-9QXA',
      complaint('received', 'complaint-submitted'),
      complaint('received', 'complaint-submitted'),
      complaint('in-progress', 'complaint-submitted', 'complaint-categorised', 'complaint-assigned', 'work-started'),
    );
    const { exit, said } = await redressed('watch', 'R-7K2M-9QXA');
    expect(exit).toBe(0);
    expect(said.map((line) => line.split('  ')[1]?.trim())).toEqual([
      'complaint-submitted',
      'complaint-categorised',
      'complaint-assigned',
      'work-started',
    ]);
  });

  it('gives up after the time-out with 1', async () => {
    answer('GET /v1/complaints/R-7K2M-9QXA', complaint('received', 'complaint-submitted'));
    const { exit, complained } = await redressed('watch', 'R-7K2M-9QXA', '--timeout', '0.2');
    expect(exit).toBe(1);
    expect(complained).toContain('is received after 0.2 s and was not seen assigned');
  });

  it('ends with 4 when nobody knows the complaint', async () => {
    expect(await redressed('watch', 'R-0000-0000')).toMatchObject({
      exit: 4,
      complained: expect.stringContaining('no such complaint'),
    });
  });
});

describe('what somebody may not have', () => {
  const hint = /Asked as anna: --as names somebody else\.$/;

  it('names the one who was taken for it, when nobody was named', async () => {
    expect((await redressed('show', 'R-0000-0000')).complained).toMatch(hint);
    expect((await redressed('accept', 'R-0000-0000')).complained).toMatch(hint);
    expect((await redressed('show', 'R-0000-0000', '--as', 'anna')).complained).not.toMatch(hint);
  });

  it('is told from what cannot be done', async () => {
    answer('POST /v1/complaints/R-AAAA-0003/accept', [409, { detail: 'It is closed.' }]);
    expect((await redressed('accept', 'R-AAAA-0003')).complained).toBe('intake refused: It is closed.');
  });
});

describe('redress token', () => {
  it("prints a demo person's own", async () => {
    expect((await redressed('token', 'anna')).said).toEqual([good]);
  });

  it.each([
    [['ben'], { sub: 'ben', roles: ['customer'], locale: 'en' }],
    [['dora'], { sub: 'dora', roles: ['customer'] }],
    [['anna', '--ttl', '-60'], { sub: 'anna', roles: ['customer'], email: 'anna@x.example', ttl: -60 }],
    [
      ['dora', '--role', 'lead', 'auditor', '--locale', 'ru'],
      { sub: 'dora', roles: ['lead', 'auditor'], locale: 'ru' },
    ],
  ])('mints one for %j', async (args, claims) => {
    expect((await redressed('token', ...args)).said).toEqual(['minted']);
    expect(asked.at(-1)).toMatchObject({ url: '/token', body: claims });
  });
});

describe('redress queue and complaints', () => {
  it('print a table of what is known', async () => {
    const items = [
      { complaintId: 'c1', reference: 'R-7K2M-9QXA', category: 'withdrawals', due: '2026-11-24T10:00:00Z' },
    ];
    answer('GET /v1/queue', [200, { items, next: null }]);
    const { said } = await redressed('queue', '--as', 'zoe');
    expect(asked.at(-2)?.body).toEqual({ sub: 'zoe', roles: ['specialist'] });
    expect(
      said
        .join('\n')
        .split('\n')
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ['reference', 'category', 'due'],
      ['R-7K2M-9QXA', 'withdrawals', '2026-11-24T10:00:00Z'],
    ]);
  });

  it('print the answer itself as JSON', async () => {
    answer('GET /v1/complaints?limit=1', [200, { items: [{ id: 'c1' }], next: 'c1' }]);
    const { said } = await redressed('complaints', '--limit', '1', '--json');
    expect(JSON.parse(said.join(''))).toEqual({ items: [{ id: 'c1' }], next: 'c1' });
  });
});

describe('redress claim', () => {
  it('claims by id as the specialist', async () => {
    answer('POST /v1/complaints/c1/claim', [200, { reference: 'R-7K2M-9QXA', status: 'assigned' }]);
    expect(await redressed('claim', 'c1', '--as', 'anna')).toMatchObject({
      exit: 0,
      said: ['R-7K2M-9QXA  assigned  as anna'],
    });
    expect(asked.at(-1)).toMatchObject({ who: good, body: undefined });
  });
});

describe('redress status', () => {
  it('shows readiness, lag, unsaid and parked, and ends with 3 while a service does not answer', async () => {
    answer('GET /health/ready', [200, { status: 'ok', checks: { kafka: 'down' } }]);
    answer('GET /metrics', [
      200,
      'redress_consumer_lag{partition="0"} 2\nredress_consumer_lag{partition="1"} 3\nredress_outbox_rows 4\nredress_parked_records Nan\n',
    ]);
    const { exit, said, complained } = await redressed('status', '--json');
    expect({ exit, complained }).toEqual({ exit: 3, complained: 'No answer from notifier.' });
    const { services } = JSON.parse(said.join(''));
    expect(services[0]).not.toHaveProperty('parked');
    expect(services).toMatchObject([
      { service: 'intake', state: 'ready', checks: { kafka: 'down' }, lag: 5, unsaid: 4 },
      { service: 'assigner' },
      { service: 'notifier', state: 'unreachable' },
    ]);
  });
});

describe('the command line', () => {
  it.each([
    [['nonsense']],
    [['submit']],
    [['submit', 'a', 'b']],
    [['watch', 'R', '--timeout', 'soon']],
    [['hand-over', 'c1']],
    [['watch', 'R-7K2M-9QXA', '--until', 'done']],
    [['parked']],
    [['parked', 'mend', 'c1']],
    [['parked', 'discard', 'c1']],
    [['outbox', 'say-again']],
    [['outbox', 'say-again', '--from', 'yesterday']],
  ])('ends with 2 on %j', async (args) => {
    expect(await redressed(...args)).toMatchObject({ exit: 2, complained: expect.stringContaining('--help') });
  });

  it('ends with 3 where no broker runs', async () => {
    expect(await redressed('events')).toMatchObject({
      exit: 3,
      complained: expect.stringContaining('Kafka does not answer'),
    });
  });

  it('gives an example in the help of every command', async () => {
    const lines = redress().commands.flatMap((command) => [
      [command.name()],
      ...command.commands.map((part) => [command.name(), part.name()]),
    ]);
    for (const line of lines) {
      const { exit, said } = await redressed(...line, '--help');
      expect({ exit, text: said.join('') }).toEqual({
        exit: 0,
        text: expect.stringContaining(`$ npx redress ${line.join(' ')}`),
      });
    }
  });
});

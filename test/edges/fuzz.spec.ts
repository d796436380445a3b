import { describe, expect, it } from '@jest/globals';
import { type Flaw, plantPeople, plantService, type Reply } from './planted-service.for-spec.js';
import { readArguments } from './src/fuzz/arguments.js';
import { type Findings, fuzzRoutes } from './src/fuzz/fuzz.js';
import { reportOf } from './src/fuzz/report.js';
import { readRoutes } from './src/ground/documents.js';

const settled = plantPeople();

async function fuzz(flaw?: Flaw, calls = 250): Promise<Findings> {
  const planted = await plantService(settled, flaw);
  try {
    return await fuzzRoutes(await readRoutes(planted.services), settled, { calls, seed: 7 });
  } finally {
    await planted.stop();
  }
}

/** Another answer where all is well. */
const instead = (reply: Reply): Flaw => ({ answer: (_, right) => (right.status === 200 ? reply : right) });
/** Another answer than a refusal. */
const refusedBy = (reply: Reply): Flaw => ({ answer: (_, right) => (right.status === 404 ? reply : right) });
const json = { 'content-type': 'application/json' };
const problemJson = { 'content-type': 'application/problem+json' };
const unavailable = { type: 'urn:redress:unavailable', status: 503, detail: 'Not now.', errors: [] };
const id = '019ab000-0000-7000-8000-00000000000a';

describe('made-up calls', () => {
  it('find nothing in a service that does everything right', async () => {
    const { calls, violations, statuses } = await fuzz(undefined, 500);
    expect(violations).toEqual([]);
    expect(calls).toBe(500);
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '401', '403', '404']));
  });

  it.each<[string, Flaw, RegExp]>([
    ['fails', instead({ status: 500 }), /fails with 500/],
    [
      'fails at NUL',
      { answer: ({ body }, right) => (/\\u0000|\0/.test(body) ? { status: 500 } : right) },
      /POST .*fails with 500/,
    ],
    ['answers what is not documented', instead({ status: 202, body: { id } }), /202 is not documented/],
    [
      'answers with another shape',
      instead({ status: 200, body: { reference: 'x' } }),
      /200 is not as documented: .*id/,
    ],
    [
      'answers with another type',
      instead({ status: 200, body: 'x', headers: { 'content-type': 'text/html' } }),
      /200 is text\/html/,
    ],
    ['refuses without a problem', refusedBy({ status: 404, body: 'no', headers: json }), /404 is no problem\+json/],
    [
      'refuses with another problem',
      refusedBy({ status: 404, body: unavailable, headers: problemJson }),
      /404 is not the problem that it says/,
    ],
    [
      'does not say when to come back',
      refusedBy({ status: 503, body: unavailable, headers: problemJson }),
      /503 without Retry-After/,
    ],
    [
      'is away while all is there',
      refusedBy({ status: 503, body: unavailable, headers: { ...problemJson, 'retry-after': '1' } }),
      /is unavailable while every part is there/,
    ],
    ['hangs up', instead({ status: 0 }), /gives no answer/],
    [
      "shows a customer's words to another",
      instead({ status: 200, body: { id, text: 'canaryanna1' } }),
      /shows a customer's words to a customer/,
    ],
    [
      "shows a customer's name to a lead",
      instead({ status: 200, body: { id, by: 'anna-1' } }),
      /shows a customer's words to a lead/,
    ],
    [
      'shows a note to a customer',
      instead({ status: 200, body: { id, text: 'secretivan1' } }),
      /shows a note of the staff to a customer/,
    ],
  ])('notice a service that %s', async (_, flaw, told) => {
    const findings = await fuzz(flaw);
    expect(findings.violations.map(({ route, wrong }) => `${route} ${wrong}`).some((one) => told.test(one))).toBe(true);
    expect(reportOf(findings)).toMatch(told);
  });

  it('are the same again with the same seed', async () => {
    const [one, other] = [await fuzz(undefined, 250), await fuzz(undefined, 250)];
    expect(one.statuses).toEqual(other.statuses);
  });
});

describe('the arguments of npm run fuzz', () => {
  it('have their defaults', () => {
    expect(readArguments([])).toMatchObject({
      calls: 20_000,
      partsDown: false,
      help: false,
      data: undefined,
    });
    expect(readArguments(['--calls', '5', '--parts-down', '--seed=3', '--json', 'a.json'])).toMatchObject({
      calls: 5,
      partsDown: true,
      seed: 3,
      json: 'a.json',
    });
  });

  it('are refused when nobody knows them', () => {
    expect(() => readArguments(['--call', '5'])).toThrow('--help');
    expect(() => readArguments(['--calls', 'many'])).toThrow('--calls must be a whole number');
  });
});

import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aComplaintReleased, aSpecialistWrote, eventually } from '@redress/testing';
import type { TimelineEntryView } from '@redress/timeline';
import { hostIntake } from '../trial/hosted-intake.js';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial();
let [anna, ben]: [string, string] = [] as never;

beforeAll(async () => {
  [anna, ben] = [await trial.tokenOf('anna'), await trial.tokenOf('ben')];
});

const submitted = async () => (await trial.intake.submit<AcceptedView>(anna, { text: 'Где деньги?' })).body.id;

interface Reading {
  entries: { id: string; event: string; data: TimelineEntryView }[];
  stop(): void;
}

/** Reads a stream until it is stopped. */
async function read(url: string, name: string, token: string, after?: string): Promise<Reading> {
  const stopping = new AbortController();
  const headers = { authorization: `Bearer ${token}`, ...(after && { 'last-event-id': after }) };
  const response = await fetch(`${url}/v1/complaints/${name}/stream`, { headers, signal: stopping.signal });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const entries: Reading['entries'] = [];
  const take = async () => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const frames = `${rest}${Buffer.from(chunk as Uint8Array).toString()}`.split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const [, id, event, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(frame) ?? [];
        if (id && event && data) entries.push({ id, event, data: JSON.parse(data) as TimelineEntryView });
      }
    }
  };
  take().catch(() => {}); // stopped
  return { entries, stop: () => stopping.abort() };
}

const entriesOf = (reading: Reading, count: number) =>
  eventually(`${count} entries`, () => reading.entries.length >= count && reading.entries.map(({ event }) => event));

describe('the stream of a complaint', () => {
  it('tells what happened and what happens, whichever instance the reader is at, and goes on after the last seen', async () => {
    const id = await submitted();
    await trial.onJournal(id);
    const other = await hostIntake(trial.surroundings);
    const [here, there] = [await read(trial.intake.service.url, id, anna), await read(other.service.url, id, anna)];
    await trial.hear(aComplaintAssigned({ assignmentId: randomUUIDv7() }, { subject: id }));
    await trial.intake.send(anna, 'POST', `/v1/complaints/${id}/messages`, { text: 'Алло' });
    const all = ['complaint-submitted', 'complaint-assigned', 'customer-wrote'];
    await entriesOf(here, 3);
    await entriesOf(there, 3);
    expect(here.entries.map(({ event }) => event).sort()).toEqual([...all].sort());
    expect(there.entries).toEqual(here.entries);
    const wrote = here.entries.find(({ event }) => event === 'customer-wrote');
    expect(wrote?.data).toMatchObject({ id: wrote?.id, by: 'customer', text: 'Алло', effect: 'took' });
    const rest = await read(trial.intake.service.url, id, anna, here.entries[0]?.id);
    await entriesOf(rest, 2);
    expect(rest.entries).toEqual(here.entries.slice(1));
    for (const reading of [here, there, rest]) reading.stop();
    await other.service.stop();
  });

  it("is another's to nobody, and tells what had no effect as such", async () => {
    const id = await submitted();
    expect((await trial.intake.ask(`/v1/complaints/${id}/stream`, ben)).status).toBe(404);
    const reading = await read(trial.intake.service.url, id, anna);
    await trial.onJournal(id);
    await trial.intake.send(anna, 'POST', `/v1/complaints/${id}/withdraw`);
    await entriesOf(reading, 2);
    await trial.hear(aSpecialistWrote({}, { subject: id }));
    await entriesOf(reading, 3);
    expect(reading.entries[2]).toMatchObject({ event: 'specialist-wrote', data: { effect: 'void', by: 'ivan' } });
    reading.stop();
  });

  it('tells that a lead gave it to somebody, nowhere which lead', async () => {
    const id = await submitted();
    await trial.onJournal(id);
    const assignmentId = randomUUIDv7();
    const chosen = { specialistId: 'ivan', by: 'lead' as const, reasons: ['chosen-by-lead' as const] };
    await trial.hear(
      aComplaintAssigned({ assignmentId, ...chosen, actor: 'lena' }, { subject: id }),
      aComplaintReleased({ assignmentId, reason: 'reassigned', actor: 'lena' }, { subject: id }),
    );
    const reading = await read(trial.intake.service.url, id, anna);
    await entriesOf(reading, 3);
    expect(reading.entries.slice(1).map(({ data: { by, data } }) => [by, data])).toEqual([
      ['lead', { assignmentId, ...chosen }],
      ['lead', { assignmentId, reason: 'reassigned' }],
    ]);
    reading.stop();
    for (const path of [`/v1/complaints/${id}`, '/v1/complaints', '/v1/my-data']) {
      const told = JSON.stringify((await trial.intake.ask(path, anna)).body);
      expect([path, told.includes(assignmentId), /lena|actor/.test(told)]).toEqual([path, true, false]);
    }
  });
});

describe('words that do not open', () => {
  it('are shown as redacted wherever the complaint is, and everything else is shown', async () => {
    const id = await submitted();
    await trial.onJournal(id);
    const forged = aSpecialistWrote({ sealed: 'v1.Zm9yZ2Vk' }, { subject: id, sourceseq: 1 });
    await trial.broker.say(forged);
    const shown = await trial.heard(anna, id, 'specialist-wrote');
    expect(shown).toMatchObject({ text: 'Где деньги?', timeline: [{ text: 'Где деньги?' }, { id: forged.id }] });
    expect(shown.timeline[1]).not.toHaveProperty('text');
    for (const path of ['/v1/complaints', '/v1/my-data']) {
      const { status, body } = await trial.intake.ask(path, anna);
      expect([path, status, JSON.stringify(body).includes(forged.id)]).toEqual([path, 200, true]);
    }
    const reading = await read(trial.intake.service.url, id, anna);
    expect(await entriesOf(reading, 2)).toEqual(['complaint-submitted', 'specialist-wrote']);
    reading.stop();
  });
});

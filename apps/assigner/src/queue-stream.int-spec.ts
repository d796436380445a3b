import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ComplaintAssigned, ComplaintWithdrawn } from '@redress/contracts';
import { say } from '@redress/messaging';
import { aComplaintAssigned, aComplaintWithdrawn, eventually } from '@redress/testing';
import { DataSource } from 'typeorm';
import { StagedAssigner } from '../trial/staged-assigner.js';
import type { QueueChangeView } from './queue-change.view.js';
import { Standings } from './storage/standings.js';

let stage: StagedAssigner;

beforeAll(async () => {
  stage = await StagedAssigner.set({ instances: 2 });
  await stage.list('ivan');
});

afterAll(() => stage?.strike());

interface Told {
  id: string;
  event: string;
  data: QueueChangeView;
}

/** One open stream and what it has told so far. */
class Listener {
  readonly told: Told[] = [];
  private readonly leaving = new AbortController();

  static async open(sub: string, { instance = 0, after = '' } = {}): Promise<Listener> {
    const listener = new Listener();
    const response = await fetch(`${stage.instances[instance]?.service.url}/v1/queue/stream`, {
      headers: { authorization: `Bearer ${stage.token(sub)}`, ...(after && { 'last-event-id': after }) },
      signal: listener.leaving.signal,
    });
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    void listener.listen(response.body as ReadableStream<Uint8Array>).catch(() => undefined);
    return listener;
  }

  leave(): void {
    this.leaving.abort();
  }

  hears(count: number): Promise<Told[]> {
    return eventually(`${count} changes`, () => Promise.resolve(this.told.length >= count && this.told));
  }

  private async listen(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      text += part;
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const [, id, event, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(frame) ?? [];
        if (id && event && data) this.told.push({ id, event, data: JSON.parse(data) as QueueChangeView });
      }
    }
  }
}

describe('The stream of a queue', () => {
  it('tells every change once, whichever instance decided it, and resumes without loss', async () => {
    const listener = await Listener.open('ivan');
    const first = await stage.complainOnce();
    const [came] = await listener.hears(1);
    expect(came).toMatchObject({
      event: 'complaint-assigned',
      data: { id: came?.id, by: 'redress', held: true, complaint: { id: first.id, status: 'assigned' } },
    });
    listener.leave();

    await stage.act('ivan', first, 'start');
    const second = await stage.complainOnce();
    await stage.heldBy(second, 'ivan');
    await stage.tell(second, ComplaintWithdrawn, { episode: 1 });
    await stage.becomes(second, { status: 'closed' });

    const resumed = await Listener.open('ivan', { instance: 1, after: came?.id });
    const told = (await resumed.hears(3)).map(({ event, data }) => [event, data.by, data.held, data.complaint.id]);
    expect(told).toEqual([
      ['work-started', 'ivan', true, first.id],
      ['complaint-assigned', 'redress', true, second.id],
      ['complaint-withdrawn', 'customer', false, second.id],
    ]);
    resumed.leave();
  });

  it('tells of an assignment that came too late what came before it', async () => {
    const listener = await Listener.open('ivan');
    const late = await stage.complainOnce({ category: 'technical' });
    const about = { subject: late.id };
    const assigned = aComplaintAssigned({ specialistId: 'ivan' }, { ...about, sourceseq: 2 });
    const { app } = stage.assigner.service;
    await app.get(DataSource).transaction(async (tx) => {
      const standings = app.get(Standings);
      const saying = say(ComplaintAssigned, { subject: late.id, correlationid: late.id }, assigned.data, assigned);
      await standings.say(tx, await standings.lock(tx, [late.id]), [saying]);
      await standings.hear(tx, [aComplaintWithdrawn({}, about), assigned]);
    });
    const ofThis = () => listener.told.filter(({ data }) => data.complaint.id === late.id);
    const told = await eventually('both', () => Promise.resolve(ofThis().length >= 2 && ofThis()));
    expect(told.map(({ event, data }) => [event, data.effect, data.held])).toEqual([
      ['complaint-assigned', 'pending', true],
      ['complaint-withdrawn', 'took', false],
    ]);
    listener.leave();
  });

  it('begins with what is in the queue, and is nobody else’s', async () => {
    const mine = await Listener.open('ivan');
    expect((await mine.hears(1)).map(({ data }) => data.held)).toEqual([true]);
    const others = await Listener.open('olga');
    await stage.complainOnce();
    await mine.hears(2);
    expect(others.told).toEqual([]);
    mine.leave();
    others.leave();
    const asLead = await stage.assigner.get('/v1/queue/stream', stage.token('lena'));
    expect(asLead.status).toBe(403);
  });
});

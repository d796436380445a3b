import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintCategorised, aCustomerWrote, eventually } from '@redress/testing';
import type { TimelineEntryView } from '@redress/timeline';
import { seal } from '@redress/vault';
import { type Complained, StagedDesk } from '../trial/staged-desk.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru']);
  await stage.skilled('olga', ['withdrawals ru']);
});

afterAll(() => stage?.strike());

interface Read {
  entries: { id: string; event: string; data: TimelineEntryView }[];
  isOver: boolean;
  leave(): void;
}

/** Opens a stream and reads it in the background. */
async function follow(sub: string, { id }: Complained, lastEventId?: string): Promise<Read> {
  const leaving = new AbortController();
  const response = await fetch(`${stage.desk.service.url}/v1/complaints/${id}/stream`, {
    headers: {
      authorization: `Bearer ${await stage.token(sub)}`,
      ...(lastEventId && { 'last-event-id': lastEventId }),
    },
    signal: leaving.signal,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const read: Read = { entries: [], isOver: false, leave: () => leaving.abort() };
  void (async () => {
    let left = '';
    for await (const part of response.body ?? []) {
      const frames = (left + Buffer.from(part).toString()).split('\n\n');
      left = frames.pop() ?? '';
      for (const frame of frames) {
        const [, entry, event, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(frame) ?? [];
        if (entry && event && data) read.entries.push({ id: entry, event, data: JSON.parse(data) });
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      read.isOver = true;
    });
  return read;
}

describe('the stream of a complaint', () => {
  it('tells all there is and what comes, words opened, and goes on after the last event id', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const stream = await follow('ivan', complaint);
    await eventually('the beginning', () => stream.entries.length === 3);
    await stage.act('ivan', complaint, 'messages', { text: 'Смотрю' });
    const id = randomUUIDv7();
    const sealed = seal(complaint.key, id, { text: 'Жду' });
    await eventually('the message', () => stream.entries.length === 4);
    await stage.heard(aCustomerWrote({ sealed }, { ...stage.about(complaint, 'intake'), id }));
    await eventually('the answer', () => stream.entries.length === 5);
    expect(stream.entries.slice(3)).toMatchObject([
      { event: 'specialist-wrote', data: { by: 'ivan', text: 'Смотрю', effect: 'took' } },
      { id, event: 'customer-wrote', data: { id, by: 'customer', text: 'Жду' } },
    ]);
    stream.leave();
    const later = await follow('ivan', complaint, stream.entries[2]?.id);
    await eventually('the rest', () => later.entries.length === 2);
    expect(later.entries).toEqual(stream.entries.slice(3));
    later.leave();
  });

  it('is not there for who may not see it, and over for who may no longer', async () => {
    const complaint = await stage.complain();
    expect((await stage.read('peter', `complaints/${complaint.id}/stream`)).status).toBe(404);
    const stream = await follow('olga', complaint);
    await eventually('the beginning', () => stream.entries.length === 2);
    await stage.skilled('olga', ['bonuses ru']);
    await stage.heard(aComplaintCategorised({}, stage.about(complaint, 'categoriser')));
    await eventually('the end', () => stream.isOver);
    expect(stream.entries).toHaveLength(2);
  });
});

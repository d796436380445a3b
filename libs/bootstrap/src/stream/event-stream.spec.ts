import { describe, expect, it } from '@jest/globals';
import { EventStream, type StreamEntry } from './event-stream.js';

const entry = (nth: number, text = ''): StreamEntry => ({ id: String(nth), event: 'note-taken', data: { text } });
const closed = (stream: EventStream) => new Promise((resolve) => stream.body.once('close', resolve));

/** A stream over entries that the spec adds to. */
function streamOf(entries: StreamEntry[], patience = 30_000) {
  let reads = 0;
  const read = async (after?: string) => {
    reads += 1;
    return entries.slice(entries.findIndex(({ id }) => id === after) + 1);
  };
  const stream = new EventStream({ source: { key: 'k', read }, after: undefined, patience, inTurn: (work) => work() });
  return { stream, reads: () => reads };
}

async function everything(stream: EventStream): Promise<string> {
  let text = '';
  for await (const part of stream.body) text += String(part);
  return text;
}

describe('an open stream', () => {
  it('cuts off a reader that does not read, and looks for nothing more', async () => {
    const entries = Array.from({ length: 100 }, (_, nth) => entry(nth, 'x'.repeat(10_000)));
    const { stream, reads } = streamOf(entries, 50);
    await stream.open();
    await closed(stream);
    stream.wake();
    expect(reads()).toBe(1);
  });

  it('waits for a slow reader and then goes on where it was', async () => {
    const entries = Array.from({ length: 20 }, (_, nth) => entry(nth, 'x'.repeat(10_000)));
    const { stream } = streamOf(entries);
    await stream.open();
    entries.push(entry(20, 'last'));
    stream.wake();
    stream.body.on('data', (part: Buffer) => {
      if (part.includes('last')) stream.end();
    });
    const ids = [...(await everything(stream)).matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual(Array.from({ length: 21 }, (_, nth) => nth));
  });

  it('that is rung during its first read sends everything once', async () => {
    const { stream } = streamOf([entry(1)]);
    const opening = stream.open();
    stream.wake();
    stream.wake();
    await opening;
    setImmediate(() => stream.end());
    expect([...(await everything(stream)).matchAll(/^id:/gm)]).toHaveLength(1);
  });

  it('says that it is alive while there is nothing to say', async () => {
    const { stream } = streamOf([]);
    await stream.open();
    stream.beat();
    stream.end();
    expect(await everything(stream)).toBe('retry: 2000\n\n: still here\n\n');
  });

  it('throws what its first read throws', async () => {
    const read = () => Promise.reject(new Error('no such book'));
    const options = {
      source: { key: 'k', read },
      after: undefined,
      patience: 1,
      inTurn: (work: () => never) => work(),
    };
    await expect(new EventStream(options as never).open()).rejects.toThrow('no such book');
  });
});

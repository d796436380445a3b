import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import { Cable } from '../../trial/cable.js';
import { TrialIssuer } from '../../trial/issuer.js';
import { notebookModule, takeNotes } from '../../trial/notebook.js';
import { StreamReader } from '../../trial/reader.js';
import { trialConfig } from '../../trial/service.js';
import { type RunningService, startService } from '../index.js';

const issuer = new TrialIssuer();
let database: TestDatabase;
let cable: Cable;
let service: RunningService;
let other: RunningService;
const readers: StreamReader[] = [];

const host = () =>
  startService({ service: 'intake', module: notebookModule(cable.url), config: trialConfig({ issuer: issuer.url }) });

beforeAll(async () => {
  [database] = await Promise.all([makeTestDatabase(), issuer.start()]);
  await database.query(
    'CREATE TABLE intake.note (nth bigint GENERATED ALWAYS AS IDENTITY, book text, text text); GRANT ALL ON intake.note TO intake',
  );
  cable = await new Cable(database.urlOf('intake')).plug();
  [service, other] = await Promise.all([host(), host()]);
});

afterEach(() => {
  for (const reader of readers.splice(0)) reader.leave();
});

afterAll(async () => {
  await Promise.all([service.stop(), other.stop()]);
  await cable.pull();
  await Promise.all([database.drop(), issuer.stop()]);
});

const notes = (book: string, ...texts: string[]) => takeNotes(other.app.get(DataSource), book, texts);

async function open(book: string, headers: Record<string, string> = {}, claims = {}): Promise<StreamReader> {
  const token = await issuer.token({ roles: ['customer'], ...claims });
  const reader = await StreamReader.open(`${service.url}/books/${book}/stream`, token, headers);
  readers.push(reader);
  return reader;
}

const texts = ({ entries }: StreamReader) => entries.map(({ data }) => (data as { text: string }).text);

/** The reader has exactly these, within the milliseconds. */
async function untilRead(reader: StreamReader, expected: string[], within = 10_000): Promise<void> {
  await eventually('the reader to have them', () => texts(reader).length >= expected.length, { within });
  expect(texts(reader)).toEqual(expected);
}

describe('a stream of entries', () => {
  it('begins with all there are and goes on with what another process of the service adds', async () => {
    await notes('one', 'a', 'b');
    const reader = await open('one');
    expect(reader.status).toBe(200);
    expect(reader.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    await untilRead(reader, ['a', 'b']);
    await notes('one', 'c');
    await untilRead(reader, ['a', 'b', 'c']);
    expect(reader.entries[2]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      event: 'note-taken',
      data: expect.any(Object),
    });
  });

  it('goes on after the last one its reader names, and from the beginning after one nobody knows', async () => {
    await notes('two', 'a', 'b', 'c');
    const all = await open('two');
    await untilRead(all, ['a', 'b', 'c']);
    await untilRead(await open('two', { 'last-event-id': all.ids[1] as string }), ['c']);
    for (const unknown of ['nobody', '9'.repeat(300), "';--", '']) {
      await untilRead(await open('two', { 'last-event-id': unknown }), ['a', 'b', 'c']);
    }
  });

  it('shows nothing of what was rolled back, and nobody the entries of others', async () => {
    const reader = await open('three');
    await takeNotes(other.app.get(DataSource), 'three', ['never'], { isKept: false });
    await notes('four', 'of another book');
    await notes('three', 'kept');
    await untilRead(reader, ['kept']);
  });

  it('loses none and repeats none while many are added, by many, to many readers who come back again and again', async () => {
    const crowd = await Promise.all(Array.from({ length: 20 }, () => open('five')));
    const expected = Array.from({ length: 120 }, (_, nth) => `note ${nth}`);
    let seen: string[] = [];
    const adding = expected.reduce((last, text) => last.then(() => notes('five', text)), Promise.resolve());
    let last: string | undefined;
    await eventually('the one who comes back to have all', async () => {
      const reader = await open('five', last ? { 'last-event-id': last } : {});
      await eventually('something new', () => reader.ids.length > 0 || undefined);
      reader.leave();
      seen = [...seen, ...texts(reader)];
      last = reader.ids.at(-1);
      return seen.length >= expected.length || undefined;
    });
    await adding;
    expect(seen).toEqual(expected);
    for (const reader of crowd) await untilRead(reader, expected);
  });

  it('gives what was added while the database was away, to those who stayed', async () => {
    const readers = await Promise.all(Array.from({ length: 5 }, () => open('six')));
    await notes('six', 'before');
    for (const reader of readers) await untilRead(reader, ['before']);
    await cable.pull();
    await database.query("INSERT INTO intake.note (book, text) VALUES ('six', 'meanwhile')");
    await cable.plug();
    for (const reader of readers) await untilRead(reader, ['before', 'meanwhile']);
  });

  it('notices a listening connection that neither breaks nor answers', async () => {
    const reader = await open('seven');
    await notes('seven', 'before');
    await untilRead(reader, ['before']);
    cable.hang();
    cable.passNewOnly();
    await database.query("INSERT INTO intake.note (book, text) VALUES ('seven', 'meanwhile')");
    await untilRead(reader, ['before', 'meanwhile'], 25_000);
    cable.pass();
  });
});

describe('a stream is refused', () => {
  it('as its first read says, before anything is sent', async () => {
    expect(await open('closed')).toMatchObject({ status: 404 });
  });

  it('without a token, with another role', async () => {
    expect((await StreamReader.open(`${service.url}/books/one/stream`, 'none')).status).toBe(401);
    expect((await open('one', {}, { roles: ['lead'] })).status).toBe(403);
  });

  it('to a person who has many open, until one of them is closed', async () => {
    const many = await Promise.all(Array.from({ length: 30 }, () => open('eight', {}, { sub: 'greedy' })));
    expect(many.map(({ status }) => status)).toEqual(many.map(() => 200));
    const refused = await open('eight', {}, { sub: 'greedy' });
    expect(refused.status).toBe(429);
    expect(Number(refused.answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await open('eight', {}, { sub: 'modest' })).status).toBe(200);
    many[0]?.leave();
    await eventually('room', async () => (await open('eight', {}, { sub: 'greedy' })).status === 200 || undefined);
  });
});

describe('a stream ends', () => {
  it('when the token is over', async () => {
    const reader = await open('nine', {}, { exp: Math.floor(Date.now() / 1000) + 2 });
    expect(reader.ended).toBe(false);
    await eventually('the end', () => reader.ended || undefined);
    expect(reader.answer.complete).toBe(true);
  });

  it('when its reader may not see the entries any more', async () => {
    const reader = await open('ten');
    await notes('ten', 'torn out');
    await eventually('the end', () => reader.ended || undefined);
    expect(reader.raw).not.toContain('torn out');
  });

  it('at once when the service stops', async () => {
    const third = await host();
    const token = await issuer.token({ roles: ['customer'] });
    const streams = await Promise.all(
      Array.from({ length: 10 }, () => StreamReader.open(`${third.url}/books/one/stream`, token)),
    );
    const begin = performance.now();
    await third.stop();
    expect(performance.now() - begin).toBeLessThan(1_500);
    await eventually('the ends', () => streams.every(({ ended, answer }) => ended && answer.complete) || undefined);
  });
});

describe('HEAD of a stream', () => {
  it('answers as GET would, and opens none', async () => {
    const authorization = `Bearer ${await issuer.token({ roles: ['customer'] })}`;
    const head = (book: string) =>
      fetch(`${service.url}/books/${book}/stream`, { method: 'HEAD', headers: { authorization } });
    const found = await head('one');
    expect(found.status).toBe(200);
    expect(found.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect((await head('closed')).status).toBe(404);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    await eventually(
      'none to be open',
      async () =>
        /^redress_open_streams\{[^}]*\} 0$/m.test(await (await fetch(`${service.url}/metrics`)).text()) || undefined,
    );
    expect(metrics).toContain('redress_open_streams');
  });
});

it('the description of the edge names the stream, what it carries and what goes before', async () => {
  const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
    paths: Record<string, { get: { responses: Record<string, { content: object }>; parameters: object[] } }>;
  };
  const { responses, parameters } = paths['/books/{book}/stream']?.get ?? {};
  expect(responses?.[200]?.content).toEqual({
    'text/event-stream': { schema: { $ref: '#/components/schemas/NoteView' } },
  });
  expect(parameters).toContainEqual(expect.objectContaining({ name: 'last-event-id', in: 'header', required: false }));
});

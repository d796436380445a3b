import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StagedDesk } from '../trial/staged-desk.js';
import { CannedReplies } from './canned-replies.js';
import type { CannedRepliesView } from './list-canned-replies.controller.js';

let stage: StagedDesk;
const folder = mkdtempSync(join(tmpdir(), 'redress-replies-'));
const write = (name: string, yaml: string): void => writeFileSync(join(folder, name), yaml);
const greeting = (ru: string, en: string): string =>
  `title: {ru: Привет, en: Hello}\ntext: {ru: "${ru}", en: "${en}"}\n`;

beforeAll(async () => {
  write('greeting.yaml', greeting('{{reference}}: до {{ promisedBy }}, {{name}}', '{{reference}} by {{promisedBy}}'));
  write('bonus.yaml', `category: bonuses\n${greeting('о: {{category}}', 'about: {{category}}')}`);
  stage = await StagedDesk.set({ cannedReplies: new CannedReplies(folder) });
  await stage.skilled('ivan', ['withdrawals ru']);
});

afterAll(async () => {
  await stage?.strike();
  rmSync(folder, { recursive: true });
});

const listed = async (query = ''): Promise<CannedRepliesView> => {
  const { status, body } = await stage.read<CannedRepliesView>('ivan', `canned-replies${query}`);
  expect(status).toBe(200);
  return body;
};

describe('canned replies', () => {
  it('are listed by name in both languages, with their variables', async () => {
    const { items, next } = await listed();
    expect(items.map(({ id }) => id)).toEqual(['bonus.en', 'bonus.ru', 'greeting.en', 'greeting.ru']);
    expect(items[0]).toEqual({
      id: 'bonus.en',
      language: 'en',
      title: 'Hello',
      text: 'about: {{category}}',
      category: 'bonuses',
    });
    expect(next).toBeNull();
    expect((await listed('?language=ru&limit=1')).next).toBe('bonus.ru');
    expect((await listed('?language=ru&limit=1&after=bonus.ru')).items[0]?.id).toBe('greeting.ru');
  });

  it('are filled in for a complaint, in its language or another', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const { items } = await listed(`?complaint=${complaint.reference}`);
    expect(items.map(({ text }) => text)).toEqual([
      'о: вывод средств',
      `${complaint.reference}: до 24 ноября 2026 г. в 22:05, ivan the specialist`,
    ]);
    const english = await listed(`?complaint=${complaint.id}&language=en`);
    expect(english.items.map(({ text }) => text)).toEqual([
      'about: withdrawals',
      `${complaint.reference} by 24 November 2026 at 22:05`,
    ]);
  });

  it('are not filled in for a complaint that may not be seen', async () => {
    const hidden = await stage.complain({ category: { category: 'technical' } });
    for (const name of [hidden.id, hidden.reference, 'R-ZZZZ-ZZZZ', 'nonsense']) {
      expect((await stage.read('ivan', `canned-replies?complaint=${name}`)).status).toBe(404);
    }
    for (const query of ['?language=de', '?limit=0', '?after=nonsense', '?complaint=', '?unknown=1']) {
      expect([400, 404]).toContain((await stage.read('ivan', `canned-replies${query}`)).status);
    }
  });

  it('are read again when a file changed, and stay as they were when it is wrong', async () => {
    write('greeting.yaml', greeting('Новый текст', 'A new text'));
    const texts = async () => (await listed('?language=en')).items.map(({ text }) => text);
    expect(await texts()).toEqual(['about: {{category}}', 'A new text']);
    write('greeting.yaml', 'title: {ru: Привет}');
    expect(await texts()).toEqual(['about: {{category}}', 'A new text']);
    write('greeting.yaml', greeting('Ещё', 'Mended'));
    expect(await texts()).toEqual(['about: {{category}}', 'Mended']);
  });
});

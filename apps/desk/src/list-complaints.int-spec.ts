import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCategoryCorrected, aCustomerWrote, aNoteWritten } from '@redress/testing';
import { seal } from '@redress/vault';
import { type Complained, StagedDesk } from '../trial/staged-desk.js';
import type { ListedComplaintsView } from './listed-complaint.view.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru', 'deposits ru']);
  await stage.skilled('olga', ['withdrawals en']);
});

afterAll(() => stage?.strike());

const listed = async (sub: string, path: string): Promise<ListedComplaintsView> => {
  const { status, body } = await stage.read<ListedComplaintsView>(sub, path);
  expect(status).toBe(200);
  return body;
};

const found = async (sub: string, words: string, more = ''): Promise<string[]> =>
  (await listed(sub, `search?q=${encodeURIComponent(words)}${more}`)).items.map(({ id }) => id);

const ids = (...complaints: Complained[]): string[] => complaints.map(({ id }) => id);

describe('the search', () => {
  it('finds Russian and English words in any of their forms, the newest complaint first', async () => {
    const russian = await stage.complain({ words: { text: 'Мне не начислили фрибеты за матч' } });
    const english = await stage.complain({
      language: 'en',
      words: { text: 'My freebets were never credited', subject: 'Roulette wheels' },
    });
    expect(await found('lena', 'фрибет')).toEqual(ids(russian));
    expect(await found('lena', 'freebet credit')).toEqual(ids(english));
    expect(await found('lena', 'wheel')).toEqual(ids(english));
    expect(await found('lena', 'фрибеты OR freebets')).toEqual(ids(english, russian));
    expect(await found('lena', 'фрибеты -матчи')).toEqual([]);
    expect(await found('lena', '"фрибеты начислили"')).toEqual([]);
  });

  it('takes a noun for the same in forms of which the stemmer makes a verb', async () => {
    const one = await stage.complain({ words: { text: 'Мой депозит не дошёл, кассир пропал' } });
    const of = await stage.complain({ words: { text: 'Нет депозита, кассира тоже нет' } });
    for (const form of ['депозит', 'депозита', 'депозиты', 'депозитов', 'депозит кассир', 'депозитом кассиру']) {
      expect({ form, found: await found('lena', form) }).toEqual({ form, found: ids(of, one) });
    }
    expect(await found('lena', '"депозит не дошёл"')).toEqual(ids(one));
    expect(await found('lena', '"кассира депозит"')).toEqual([]);
    expect(await found('lena', 'депозит -дошёл')).toEqual(ids(of));
  });

  it('finds what was written later, by anybody, notes too', async () => {
    const complaint = await stage.complain();
    const [wrote, noted] = [randomUUIDv7(), randomUUIDv7()];
    await stage.heard(
      aCustomerWrote(
        { sealed: seal(complaint.key, wrote, { text: 'Прикладываю квитанцию' }) },
        { ...stage.about(complaint, 'intake'), id: wrote },
      ),
      aNoteWritten(
        { sealed: seal(complaint.key, noted, { text: 'Квитанция поддельная' }) },
        { ...stage.about(complaint, 'desk'), id: noted },
      ),
    );
    expect(await found('lena', 'квитанции')).toEqual(ids(complaint));
    expect(await found('lena', 'поддельный')).toEqual(ids(complaint));
  });

  it('shows an excerpt, and to a specialist nothing that may not be read', async () => {
    const own = await stage.complain({ words: { text: `${'Долгое вступление. '.repeat(40)}Крупье грубил мне.` } });
    const english = await stage.complain({ language: 'en', words: { text: 'Крупье was rude' } });
    const other = await stage.complain({ category: { category: 'technical' }, words: { text: 'Крупье завис' } });
    expect(await found('ivan', 'крупье')).toEqual(ids(own));
    expect(await found('olga', 'крупье')).toEqual(ids(english));
    expect(await found('peter', 'крупье')).toEqual([]);
    expect(await found('viktor', 'крупье')).toEqual(ids(other, english, own));
    const [item] = (await listed('ivan', `search?q=${encodeURIComponent('крупье')}`)).items;
    expect(item).toMatchObject({ reference: own.reference, status: 'received', category: 'withdrawals' });
    expect(item?.excerpt).toContain('Крупье');
    expect(item?.excerpt.length).toBeLessThan(400);
  });

  it('comes in pages', async () => {
    const all: Complained[] = [];
    for (let nth = 0; nth < 3; nth += 1) all.push(await stage.complain({ words: { text: 'Страница за страницей' } }));
    const newest = ids(...all).reverse();
    const first = await listed('lena', `search?q=${encodeURIComponent('страница')}&limit=2`);
    expect(first.items.map(({ id }) => id)).toEqual(newest.slice(0, 2));
    expect(first.next).toBe(newest[1]);
    expect(await found('lena', 'страница', `&limit=2&after=${first.next}`)).toEqual(newest.slice(2));
  });

  it('takes whatever is asked as words', async () => {
    for (const words of ['и', "'; DROP TABLE complaint_state; --", '((("', '<-> & !', '%', ':*']) {
      expect(await found('lena', words)).toEqual([]);
    }
    for (const query of ['', '?q=', '?q=%20', `?q=${'a'.repeat(201)}`, '?q=a&limit=0', '?q=a&after=7', '?q=%00']) {
      expect((await stage.read('lena', `search${query}`)).status).toBe(400);
    }
  });
});

describe('triage', () => {
  it('lists what waits for a person, the oldest first, to specialists in their languages', async () => {
    const unsure = { category: { decision: 'triage' as const, category: 'other' as const, confidence: 0.1 } };
    const russian = await stage.complain({ ...unsure, words: { text: 'Непонятная жалоба' } });
    const english = await stage.complain({ ...unsure, language: 'en' });
    const ids = async (sub: string) => (await listed(sub, 'triage')).items.map(({ id }) => id);
    expect(await ids('ivan')).toEqual([russian.id]);
    expect(await ids('olga')).toEqual([english.id]);
    expect(await ids('peter')).toEqual([]);
    expect(await ids('nina')).toEqual([russian.id, english.id]);
    const { items } = await listed('ivan', 'triage');
    expect(items[0]).toMatchObject({
      status: 'triage',
      category: 'other',
      confidence: 0.1,
      excerpt: 'Непонятная жалоба',
    });
    const paged = await listed('nina', 'triage?limit=1');
    expect(paged).toMatchObject({ items: [{ id: russian.id }], next: russian.id });
    expect(await listed('nina', `triage?limit=1&after=${paged.next}`)).toMatchObject({ next: null });
    await stage.heard(aCategoryCorrected({ category: 'bonuses', by: 'ivan' }, stage.about(russian, 'desk')));
    expect(await ids('ivan')).toEqual([]);
  });
});

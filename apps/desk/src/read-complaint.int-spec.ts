import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aComplaintReleased, aCustomerWrote, eventually } from '@redress/testing';
import { seal } from '@redress/vault';
import { StagedDesk } from '../trial/staged-desk.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru', 'deposits ru']);
  await stage.skilled('olga', ['bonuses ru', 'bonuses en']);
});

afterAll(() => stage?.strike());

describe('a complaint at the desk', () => {
  it('is read by its holder by id and by reference, words opened', async () => {
    const words = { subject: 'Вывод', email: 'anna@customers.example' };
    const complaint = await stage.complain({ holder: 'ivan', words });
    for (const name of [complaint.id, complaint.reference]) {
      const { status, body } = await stage.read('ivan', `complaints/${name}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id: complaint.id,
        reference: complaint.reference,
        status: 'assigned',
        text: 'Вывод 50000 ₽ висит третий день',
        subject: 'Вывод',
        complainant: { id: 'anna', email: 'anna@customers.example' },
        specialist: 'ivan',
      });
      expect(body.timeline.map(({ type }) => type)).toEqual([
        'complaint-submitted',
        'complaint-categorised',
        'complaint-assigned',
      ]);
    }
  });

  it('tells why it has its category and why its holder', async () => {
    const spans = [{ start: 0, end: 5, weight: 3 }];
    const complaint = await stage.complain({ holder: 'ivan', category: { confidence: 0.8, spans } });
    const { body } = await stage.read('ivan', `complaints/${complaint.id}`);
    expect(body.whyCategory).toEqual({
      suggested: {
        category: 'withdrawals',
        confidence: 0.8,
        decision: 'auto',
        model: 'keywords-1',
        spans: [{ start: 0, end: 5, weight: 3, words: 'Вывод' }],
      },
    });
    expect(body.whyHolder).toMatchObject({
      specialist: 'ivan',
      by: 'rule',
      reasons: ['skilled-category', 'skilled-language', 'fewest-open'],
    });
  });

  it('shows the words of what the customer wrote later', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const id = randomUUIDv7();
    const sealed = seal(complaint.key, id, { text: 'Прислал скриншот' });
    await stage.heard(aCustomerWrote({ sealed }, { ...stage.about(complaint, 'intake'), id }));
    const { body } = await stage.read('ivan', `complaints/${complaint.id}`);
    expect(body.timeline.at(-1)).toMatchObject({ type: 'customer-wrote', by: 'customer', text: 'Прислал скриншот' });
  });

  it('stays readable when its words were erased', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    await stage.erase(complaint);
    const { status, body } = await stage.read('ivan', `complaints/${complaint.id}`);
    expect({ status, text: body.text, complainant: body.complainant }).toEqual({ status: 200, text: '' });
    expect((await stage.act('ivan', complaint, 'messages', { text: 'Здравствуйте' })).status).toBe(409);
  });
});

describe('who may see a complaint', () => {
  it('is everybody with its skill, whoever held it, and senior, lead and auditor', async () => {
    const complaint = await stage.complain({ category: { category: 'deposits' } });
    const seers = async () => {
      const asked = ['ivan', 'olga', 'peter', 'nina', 'lena', 'viktor'].map(async (sub) => ({
        sub,
        status: (await stage.read(sub, `complaints/${complaint.id}`)).status,
      }));
      const answers = await Promise.all(asked);
      expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
      return answers.filter(({ status }) => status === 200).map(({ sub }) => sub);
    };
    expect(await seers()).toEqual(['ivan', 'nina', 'lena', 'viktor']);
    const assignmentId = randomUUIDv7();
    await stage.heard(
      aComplaintAssigned({ assignmentId, specialistId: 'peter' }, stage.about(complaint, 'assigner')),
      aComplaintReleased({ assignmentId }, stage.about(complaint, 'assigner')),
    );
    expect(await seers()).toEqual(['ivan', 'peter', 'nina', 'lena', 'viktor']);
  });

  it('changes with what a specialist can take', async () => {
    const complaint = await stage.complain({ category: { category: 'technical' } });
    expect((await stage.read('peter', `complaints/${complaint.id}`)).status).toBe(404);
    await stage.skilled('peter', ['technical ru']);
    expect((await stage.read('peter', `complaints/${complaint.id}`)).status).toBe(200);
    await stage.skilled('peter', ['technical ru'], { retired: true });
    expect((await stage.read('peter', `complaints/${complaint.id}`)).status).toBe(404);
  });

  it('does not change by what was said of a specialist before, nor by what cannot be read', async () => {
    const complaint = await stage.complain({ category: { category: 'verification' } });
    await stage.skilled('maria', ['verification ru']);
    const older = { specialistId: 'maria', name: 'Maria', skills: [], version: 1 };
    await stage.broker.produce('specialists', [
      { key: 'maria', value: JSON.stringify(older) },
      { key: 'maria', value: '{"specialistId":"maria"' },
    ]);
    await eventually('what cannot be read to be parked', async () => {
      const parked = await stage.database.query('SELECT FROM desk.parked WHERE reason = $1', ['malformed']);
      return parked.length === 1;
    });
    expect((await stage.read('maria', `complaints/${complaint.id}`)).status).toBe(200);
  });

  it('is neither a customer nor an operator, whosever it is', async () => {
    const complaint = await stage.complain();
    for (const sub of ['anna', 'omar']) {
      for (const path of [`complaints/${complaint.id}`, 'triage', 'search?q=вывод', 'canned-replies']) {
        expect((await stage.read(sub, path)).status).toBe(403);
      }
    }
  });

  it('is nobody when there is none', async () => {
    for (const name of [randomUUIDv7(), 'R-ZZZZ-ZZZZ', 'nonsense', '%2e%2e']) {
      expect((await stage.read('lena', `complaints/${name}`)).status).toBe(404);
    }
  });
});

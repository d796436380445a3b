import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type Mail, Mailbox } from './mailbox.js';
import { renderMail, renderMailList } from './pages.js';
import { type RunningMail, startMail } from './start.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-mail-'));
let catcher: RunningMail;

const start = (): Promise<RunningMail> =>
  startMail({ host: '127.0.0.1', folder, ports: { SMTP_PORT: 0, HTTP_PORT: 0 } });

const letter = {
  from: 'Redress <no-reply@redress.example>',
  to: 'anna@customers.example',
  subject: 'Жалоба R-1234-5678 принята: мы ответим не позднее чем через 48 часов',
  text: 'Здравствуйте!\nМы получили вашу жалобу.',
  html: '<p>Здравствуйте! <b>Мы получили</b> вашу жалобу.</p>',
  headers: { 'X-Redress-Notice': '0198-1', 'X-Redress-Template': 'received' },
};

async function send(changes: Partial<typeof letter> = {}): Promise<void> {
  const transport = createTransport(catcher.smtp);
  try {
    await transport.sendMail({ ...letter, ...changes });
  } finally {
    transport.close();
  }
}

async function caught(query = ''): Promise<Mail[]> {
  const answer = await fetch(`${catcher.http}/api/messages${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Mail[];
}

async function fail(mode: string): Promise<number> {
  const answer = await fetch(`${catcher.http}/api/fail`, { method: 'POST', body: JSON.stringify({ mode }) });
  return answer.status;
}

beforeAll(async () => {
  catcher = await start();
});

afterEach(async () => {
  await fail('none');
  await fetch(`${catcher.http}/api/messages`, { method: 'DELETE' });
});

afterAll(async () => {
  await catcher.stop();
  rmSync(folder, { recursive: true });
});

describe('the mail catcher', () => {
  it('keeps a Russian mail letter by letter', async () => {
    await send();
    const [mail] = await caught();
    expect(mail).toMatchObject({
      from: 'no-reply@redress.example',
      to: 'anna@customers.example',
      subject: letter.subject,
      html: letter.html,
      headers: { 'x-redress-notice': '0198-1', 'x-redress-template': 'received', subject: letter.subject },
    });
    expect(mail?.text.trim()).toBe(letter.text);
    expect(new Date(mail?.at ?? '').toISOString()).toBe(mail?.at);
  });

  it('gives the mails oldest first, chosen by recipient, moment and number', async () => {
    await send({ subject: 'first' });
    await send({ subject: 'second', to: 'ben@customers.example' });
    await send({ subject: 'third' });
    const subjects = async (query: string): Promise<string[]> => (await caught(query)).map(({ subject }) => subject);
    expect(await subjects('')).toEqual(['first', 'second', 'third']);
    expect(await subjects('?to=ANNA@customers.example')).toEqual(['first', 'third']);
    expect(await subjects('?limit=2')).toEqual(['first', 'second']);
    const [, second] = await caught();
    expect(await subjects(`?since=${second?.at}`)).toEqual(expect.arrayContaining(['second', 'third']));
    expect(await subjects('?since=2999-01-01T00:00:00+03:00')).toEqual([]);
  });

  it('gives all mails to a question whose values are empty', async () => {
    await send();
    expect(await caught('?to=&since=&limit=')).toHaveLength(1);
  });

  it('takes many mails at the same time, each once', async () => {
    const transport = createTransport({ url: catcher.smtp, pool: true, maxConnections: 16 } as object);
    await Promise.all(Array.from({ length: 200 }, (_, n) => transport.sendMail({ ...letter, subject: `mail ${n}` })));
    transport.close();
    const subjects = new Set((await caught()).map(({ subject }) => subject));
    expect(subjects.size).toBe(200);
    expect(await caught()).toHaveLength(200);
  });

  it('refuses a mail of more than 5 MiB and keeps nothing of it', async () => {
    await expect(send({ text: 'a'.repeat(5 * 1024 * 1024) })).rejects.toMatchObject({ responseCode: 552 });
    expect(await caught()).toEqual([]);
  });

  it('keeps nothing of a mail whose sender hangs up in the middle', async () => {
    const socket = createConnection(Number(new URL(catcher.smtp).port), '127.0.0.1');
    const said = (): Promise<string> => new Promise((resolve) => socket.once('data', (data) => resolve(String(data))));
    await said();
    for (const line of ['HELO me', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA']) {
      socket.write(`${line}\r\n`);
      await said();
    }
    socket.end('Subject: half\r\n\r\nof a ma');
    await new Promise((resolve) => socket.once('close', resolve));
    await send({ subject: 'whole' });
    expect((await caught()).map(({ subject }) => subject)).toEqual(['whole']);
  });

  it('names what is wrong with a question', async () => {
    const answer = await fetch(`${catcher.http}/api/messages?since=yesterday&limit=-1&from=me`);
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(['from', 'limit', 'since']);
    expect(await fail('sometimes')).toBe(400);
  });
});

describe('a mail catcher that is asked to fail', () => {
  it('refuses with 451, keeps nothing, and recovers', async () => {
    expect(await fail('refuse')).toBe(200);
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    await fail('none');
    await send();
    expect(await caught()).toHaveLength(1);
  });

  it('drops new connections and those already open', async () => {
    const open = createConnection(Number(new URL(catcher.smtp).port), '127.0.0.1');
    await new Promise((resolve) => open.once('data', resolve));
    const closed = new Promise((resolve) => open.once('close', resolve));
    await fail('drop');
    await closed;
    await expect(send()).rejects.not.toHaveProperty('responseCode', expect.any(Number));
    await fail('none');
    expect(await caught()).toEqual([]);
  });

  it('keeps a mail whose sender never learns of it', async () => {
    await fail('accept-then-cut');
    await expect(send()).rejects.not.toHaveProperty('responseCode', expect.any(Number));
    await fail('none');
    await send();
    const notices = (await caught()).map(({ headers }) => headers['x-redress-notice']);
    expect(notices).toEqual(['0198-1', '0198-1']);
  });
});

describe('a mailbox that is opened again', () => {
  it('holds what it held, without a last line that was cut', () => {
    const path = join(mkdtempSync(join(folder, 'again-')), 'mails.jsonl');
    const plain = { from: 'a@b.example', to: 'c@d.example', subject: 'Привет', text: '', html: '', headers: {} };
    const first = new Mailbox(path);
    const kept = first.add(plain);
    first.close();
    appendFileSync(path, '{"id":"torn","at":"2026-');

    const second = new Mailbox(path);
    const added = second.add({ ...plain, subject: 'ещё' });
    expect(second.find(kept.id)).toEqual(kept);
    second.close();

    const third = new Mailbox(path);
    const whole = JSON.parse(Buffer.concat([...third.json(third.list())]).toString('utf8')) as Mail[];
    expect(whole).toEqual([kept, added]);
    third.close();
  });
});

describe("the mails' pages", () => {
  const mail = {
    id: 'm1',
    at: '2026-11-22T10:00:00.000Z',
    from: 'a@b.example',
    to: '"><script>alert(1)</script>@x.example',
    subject: '<img src=x onerror=alert(1)>',
    text: '</pre><script>alert(2)</script>',
    html: '<p title="x">"</iframe><script>alert(3)</script>',
    headers: { 'x-evil': '<b>&' },
  };

  it('show foreign words as words', () => {
    const list = renderMailList({
      mails: [{ ...mail, offset: 0, bytes: 1 }],
      total: 1,
      page: 1,
      to: '"><i>',
      failing: 'none',
    });
    for (const page of [renderMail(mail), list]) {
      expect(page).not.toMatch(/<script|<img|<i>|"<\/iframe>|<b>/);
      expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    }
  });

  it('are served with a policy that runs and loads nothing', async () => {
    await send();
    const [{ id } = { id: '' }] = await caught();
    const answer = await fetch(`${catcher.http}/messages/${id}`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('<iframe sandbox title');
    expect((await fetch(`${catcher.http}/messages/nothing`)).status).toBe(404);
    expect((await fetch(`${catcher.http}/health`)).status).toBe(200);
  });
});

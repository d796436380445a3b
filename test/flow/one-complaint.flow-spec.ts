import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@redress/testing';
import { type Acceptance, postComplaints } from './callers.js';
import { type ForeignClient, foreignClient } from './foreign-client.js';
import { countsOf, eventOf, faultsOf, firstOnes, nameOf, type ReadEvent } from './history.js';
import { faultsOfMails, type Mail, receivedLines } from './ledger.js';
import { processesOf, Redress } from './redress.js';

const record = (line: string): void => void process.stderr.write(`  ${line}\n`);
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);
const ms = (from: string, to: string): number => new Date(to).getTime() - new Date(from).getTime();

describe('Redress, started as a user starts it', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'redress-flow-')));
  const planted = `planted${randomBytes(6).toString('hex')}`;
  const plantedMail = `${planted}@customers.example`;
  let redress: Redress;
  let outsider: ForeignClient;
  // What is promised is printed; on a machine that does other things too, the tests wait longer.
  const patience = { within: 90_000, every: 250 };
  let accepted: Acceptance[] = [];

  const start = async () => {
    redress = Redress.start(folder);
    await eventually('Redress to be ready', () => redress.isReady(), { within: 90_000 });
    outsider = foreignClient(redress.endpoints.kafka[0] as string);
  };

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    await start();
    record(redress.printed.trim().split('\n').at(-1) as string);
    if (outsider.name !== 'kcat')
      record('kcat IS NOT INSTALLED: the journal is read with kafkajs, the services own client');
  }, 240_000);

  afterAll(async () => {
    await redress?.end('SIGTERM');
    for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }, 180_000);

  const submit = async (text: string, as: string): Promise<Acceptance> => {
    const { exit, stdout, stderr } = await redress.command('submit', text, '--as', as, '--json');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    return JSON.parse(stdout) as Acceptance;
  };

  const mailsTo = async (address: string): Promise<Mail[]> => {
    const answer = await fetch(`${redress.endpoints.mail.http}/api/messages?to=${encodeURIComponent(address)}`);
    return (await answer.json()) as Mail[];
  };

  const journal = async (): Promise<ReadEvent[]> => firstOnes(await outsider.read('complaints')).map(eventOf);
  const journalOf = async (id: string): Promise<ReadEvent[]> =>
    (await journal()).filter(({ subject }) => subject === id);

  const isReady = async (service: string): Promise<boolean> =>
    (await fetch(`${redress.endpoints.services[service]?.url}/health/ready`)).ok;

  it.each([
    {
      of: 'a Russian complaint',
      text: 'Вывод 50000 ₽ висит третий день',
      as: 'anna',
      told: /^Обращение|^Ваш|жалоб/im,
      clock: 'московское время',
    },
    {
      of: 'an English complaint',
      text: 'My withdrawal of 500 euros has been pending for three days',
      as: 'ben',
      told: /complaint/i,
      clock: 'Moscow time',
    },
  ])('categorises and assigns $of and tells the customer so, at once', async ({ text, as, told, clock }) => {
    const { id, reference, promisedBy } = await submit(text, as);
    const letters = await eventually('both mails', async () => {
      const mails = (await mailsTo(`${as}@customers.example`)).filter(({ text: body }) => body.includes(reference));
      return mails.length >= 2 && mails;
    });
    const events = await journalOf(id);
    const [submitted, categorised, assigned] = events as [ReadEvent, ReadEvent, ReadEvent];
    const lastMail = letters
      .map(({ at }) => at)
      .sort()
      .at(-1) as string;
    const [toAssigned, toTold] = [assigned.time, lastMail].map((at) => ms(String(submitted.data.receivedAt), at));
    record(`${as}: assigned ${toAssigned} ms, told ${toTold} ms after the complaint was received`);

    expect(events.map(nameOf)).toEqual(['complaint-submitted', 'complaint-categorised', 'complaint-assigned']);
    expect(categorised.data.category).toBe('withdrawals');
    expect(letters.map(({ headers }) => headers['x-redress-template'])).toEqual(['received', 'assigned']);
    for (const { text: body } of letters) expect(body).toMatch(told);
    const moscow = new Date(new Date(promisedBy).getTime() + 3 * 3_600_000).toISOString();
    for (const part of [String(Number(moscow.slice(8, 10))), moscow.slice(0, 4), moscow.slice(11, 16), clock]) {
      expect(letters[0]?.text).toContain(part);
    }
  });

  it('shows the customer on the command line what happened, and nobody else', async () => {
    const { id, reference } = await submit('Вывод денег не пришёл на карту', 'anna');
    const { exit, stdout } = await redress.command('watch', reference);
    expect({ exit, lines: stdout.match(/complaint-\w+/g) }).toEqual({
      exit: 0,
      lines: ['complaint-submitted', 'complaint-categorised', 'complaint-assigned'],
    });
    expect(stdout).toContain('withdrawals');
    expect((await redress.command('watch', reference, '--as', 'ben')).exit).toBe(4);
    const { services, people } = redress.endpoints;
    const answer = await fetch(`${services.intake?.url}/v1/complaints/${id}`, {
      headers: { authorization: `Bearer ${people.ben?.token}` },
    });
    expect(answer.status).toBe(404);
  });

  it('loses and doubles nothing when each service is killed while complaints come in', async () => {
    await Promise.all(['ivan', 'olga'].map((name) => makeRoom(name)));
    const token = (await redress.command('token', planted, '--email', plantedMail, '--locale', 'ru')).stdout.trim();
    const backAfter: Promise<string>[] = [];
    const kill = async (service: string): Promise<string> => {
      const { pid } = redress.endpoints.services[service] as { pid: number };
      const began = performance.now();
      process.kill(pid, 'SIGKILL');
      const isBack = async () => redress.endpoints.services[service]?.pid !== pid && (await isReady(service));
      await eventually(`${service} to be back`, isBack, patience);
      return `${service} ${seconds(began)} s`;
    };
    accepted = await postComplaints({
      count: 150,
      connections: 6,
      intake: redress.endpoints.services.intake?.url as string,
      token,
      body: (nth) => ({ text: `Вывод № ${nth} висит третий день, ${planted}` }),
      accepted: (count) => {
        const service = { 25: 'intake', 50: 'categoriser', 75: 'assigner', 100: 'notifier' }[count];
        if (service) backAfter.push(kill(service));
      },
    });
    record(`killed, and ready again after: ${(await Promise.all(backAfter)).join(', ')}`);
    expect(new Set(accepted.map(({ id }) => id)).size).toBe(150);

    const counts = await eventually(
      'every complaint to be assigned',
      async () => {
        const said = countsOf(await journal());
        return accepted.every(({ id }) => said.get(id)?.['complaint-assigned']) && said;
      },
      patience,
    );
    for (const { id } of accepted) {
      const once = { 'complaint-submitted': 1, 'complaint-categorised': 1, 'complaint-assigned': 1 };
      expect({ id, ...counts.get(id) }).toEqual({ id, ...once });
    }
    const ledger = await eventually(
      'every received mail to be sent',
      async () => {
        const records = await outsider.read('notifications');
        const lines = receivedLines(records);
        return accepted.every(({ id }) => lines.get(id)?.some(({ state }) => state === 'sent')) && records;
      },
      patience,
    );
    expect(faultsOfMails(accepted, ledger, await mailsTo(plantedMail))).toEqual([]);
  }, 180_000);

  async function makeRoom(specialist: string): Promise<void> {
    const { services, people } = redress.endpoints;
    const url = `${services.assigner?.url}/v1/specialists/${specialist}`;
    const headers = { authorization: `Bearer ${people.lena?.token}`, 'content-type': 'application/json' };
    const { name, skills } = (await (await fetch(url, { headers })).json()) as { name: string; skills: unknown };
    const body = JSON.stringify({ name, skills, capacity: 500 });
    expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200);
  }

  it.each(['postgres', 'kafka'])(
    'goes on by itself when %s was killed',
    async (part) => {
      const { pid } = redress.endpoints.parts[part] as { pid: number };
      const began = performance.now();
      process.kill(pid, 'SIGKILL');
      const isBack = () => redress.printed.includes(`${part} is ready again`);
      await eventually(`${part} to be ready again`, isBack, patience);
      const back = seconds(began);
      const submitted = () => submit('Вывод завис', 'anna').catch(() => false as const);
      const { id } = await eventually('a complaint to be accepted', submitted, patience);
      const isAssigned = async () => (await journalOf(id)).map(nameOf).includes('complaint-assigned');
      await eventually('it to be assigned', isAssigned, patience);
      record(`${part}: ready again ${back} s after the kill, a complaint assigned after ${seconds(began)} s`);
    },
    200_000,
  );

  it('leaves a journal that an outsider can trust: CloudEvents, causes before effects, no number missing', async () => {
    const records = await outsider.read('complaints');
    record(`${records.length} records read with ${outsider.name}`);
    expect(records.length).toBeGreaterThan(3 * 150);
    expect(faultsOf(records)).toEqual([]);
  });

  it('lets no word of the customer out: not on a topic, not in a log, not in a metric', async () => {
    const { services } = redress.endpoints;
    const said = new Map([['the terminal', redress.printed]]);
    for (const topic of (await outsider.topics()).filter((name) => name !== 'submissions')) {
      said.set(`topic ${topic}`, JSON.stringify(await outsider.read(topic)));
    }
    for (const [service, { url }] of Object.entries(services)) {
      said.set(`metrics of ${service}`, await (await fetch(`${url}/metrics`)).text());
    }
    const logs = join(folder, 'logs');
    for (const name of readdirSync(logs)) said.set(name, readFileSync(join(logs, name), 'utf8'));
    const telling = [...said].filter(([, text]) => text.toLowerCase().includes(planted)).map(([name]) => name);
    expect(telling).toEqual([]);
    expect([...said.keys()]).toEqual(expect.arrayContaining(['topic complaints', 'metrics of intake', 'notifier.log']));
    expect(await mailsTo(plantedMail)).not.toEqual([]);
  });

  it('ends everything at a Ctrl-C, and has it all again at the next start', async () => {
    const before = await journal();
    const began = performance.now();
    expect(await redress.end('SIGINT')).toBe(0);
    record(`ended ${seconds(began)} s after the Ctrl-C`);
    expect(processesOf(folder)).toEqual([]);

    await start();
    expect(await journal()).toEqual(before);
    const { reference } = accepted[0] as Acceptance;
    expect((await redress.command('watch', reference, '--as', planted)).exit).toBe(0);
    await submit('Вывод снова висит', 'anna');
  }, 240_000);
});

import { type EventClass, eventOfType, type JournalEvent, readEvent } from '@redress/contracts';
import {
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import type { RoutedComplaintsView, RoutedComplaintView } from '../src/routed-complaint.view.js';
import { type Answer, type HostedAssigner, hostAssigner } from './hosted-assigner.js';
import { type Complained, type Complaining, OtherServices } from './other-services.js';

export type { Complained };

/** What the assigner's table shows of a complaint. */
export interface Row {
  id: string;
  status: string;
  holder: string | null;
  /** As far as the journal was heard. */
  heardHolder: string | null;
  waiting: string | null;
  stage: number;
  episode: number;
}

export interface Listed {
  capacity?: number;
  skills?: string[];
  present?: boolean;
  retired?: boolean;
}

const rows = `
  SELECT complaint_id AS id, status, specialist_id AS holder, waiting,
         as_heard -> 'state' ->> 'specialistId' AS "heardHolder", stage, episode FROM assigner.complaint
  WHERE complaint_id = ANY($1) ORDER BY received_at, complaint_id`;

/** Everybody who appears in the specs, by role. */
const roles: Record<string, string[]> = {
  specialist: ['ivan', 'olga', 'peter', 'maria', 's0', 's1', 's2', 's3', 's4', 's5'],
  lead: ['lena'],
  senior: ['nina'],
  customer: ['anna'],
  operator: ['omar'],
};

/** One or several assigners on parts of their own, with the services around them played by the spec. */
export class StagedAssigner {
  private readonly others: OtherServices;

  private constructor(
    readonly database: TestDatabase,
    readonly broker: TestBroker,
    private readonly tokens: Map<string, string>,
    readonly instances: HostedAssigner[],
    private readonly strikers: (() => Promise<unknown>)[],
  ) {
    this.others = new OtherServices(broker);
  }

  static async set({ instances = 1 } = {}): Promise<StagedAssigner> {
    const [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
    const { brokers, prefix: topicPrefix } = broker;
    const surroundings = { issuer: issuer.url, databaseUrl: database.urlOf('assigner'), brokers, topicPrefix };
    const hosted: HostedAssigner[] = [];
    while (hosted.length < instances) hosted.push(await hostAssigner(surroundings));
    const tokens = new Map<string, string>();
    for (const [role, people] of Object.entries(roles)) {
      for (const sub of people) tokens.set(sub, await issuer.tokenFor(sub, { roles: [role] }));
    }
    const drop = [() => database.drop(), () => broker.drop(), () => issuer.drop()];
    return new StagedAssigner(database, broker, tokens, hosted, drop);
  }

  /** Ends everything that was set. */
  async strike(): Promise<void> {
    await Promise.all(this.instances.map(({ service }) => service.stop()));
    await Promise.all(this.strikers.map((drop) => drop()));
  }

  /** Nobody is on the list, and nothing waits for anybody. */
  async clear(): Promise<void> {
    await this.database.query('DELETE FROM assigner.complaint');
    await this.database.query('DELETE FROM assigner.specialist');
  }

  token(sub: string): string {
    return this.tokens.get(sub) ?? 'nonsense';
  }

  get assigner(): HostedAssigner {
    return this.instances[0] as HostedAssigner;
  }

  /** Puts somebody on the list who takes withdrawals in Russian; the absent are given nothing by the rule. */
  async list(
    id: string,
    { capacity = 5, skills = ['withdrawals ru'], present, retired }: Listed = {},
  ): Promise<Answer<Record<string, unknown>>> {
    const pairs = skills.map((skill) => skill.split(' ')).map(([category, language]) => ({ category, language }));
    const body = { name: id, skills: pairs, capacity, ...(retired !== undefined && { retired }) };
    const answer = await this.assigner.put(`/v1/specialists/${id}`, this.token('lena'), body);
    if (answer.status !== 200) throw new Error(`${id} was not listed: ${answer.status}`);
    if (present !== undefined) await this.present(id, present);
    return answer;
  }

  present(id: string, present: boolean): Promise<Answer<Record<string, unknown>>> {
    return this.assigner.post('/v1/presence', this.token(id), { present });
  }

  act(
    sub: string,
    complaint: Complained,
    what: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<RoutedComplaintView>> {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    return this.assigner.post(`/v1/complaints/${complaint.id}/${what}`, this.token(sub), body, headers);
  }

  queueOf(sub: string, query = ''): Promise<Answer<RoutedComplaintsView>> {
    return this.assigner.get(`/v1/queue${query}`, this.token(sub));
  }

  /** Says what another service says about a complaint. */
  tell<Data extends object>(complaint: Complained, event: EventClass<Data>, data: Data): Promise<JournalEvent<Data>> {
    return this.others.tell(complaint, event, data);
  }

  /** Complaints, each received an hour after the one before; resolves when they are known. */
  async complain(count: number, about?: Complaining): Promise<Complained[]> {
    const made = await this.others.complain(count, about);
    await eventually('the complaints to be known', async () => {
      const known = await this.rows(made);
      return known.length === count && known.every(({ status }) => status !== 'received');
    });
    return made;
  }

  async complainOnce(about: Complaining = {}): Promise<Complained> {
    return (await this.complain(1, about))[0] as Complained;
  }

  rows(complaints: Complained[]): Promise<Row[]> {
    return this.database.query<Row & Record<string, unknown>>(rows, [complaints.map(({ id }) => id)]);
  }

  /** Resolves with the row once it is as expected. */
  becomes(complaint: Complained, expected: Partial<Row>): Promise<Row> {
    return eventually(`the complaint to be ${JSON.stringify(expected)}`, async () => {
      const [row] = await this.rows([complaint]);
      const wanted = Object.entries(expected) as [keyof Row, unknown][];
      return row && wanted.every(([name, value]) => row[name] === value) && row;
    });
  }

  /** Resolves once it is so. */
  async eventually(isSo: () => Promise<boolean>, patience?: { within?: number; every?: number }): Promise<void> {
    await eventually('it to be so', isSo, patience);
  }

  /** Resolves once somebody holds it for everybody who reads the journal. */
  heldBy(complaint: Complained, holder: string): Promise<Row> {
    return this.becomes(complaint, { holder, heardHolder: holder });
  }

  /** What the assigner said about a complaint, by name; that it waited may be said or not, and is left out. */
  async said({ id }: Complained): Promise<{ name: string; event: JournalEvent<Record<string, unknown>> }[]> {
    const found = await this.database.query<{ value: string }>(
      'SELECT value FROM assigner.outbox WHERE complaint_id = $1 ORDER BY seq',
      [id],
    );
    return found
      .map(({ value }) => JSON.parse(value) as JournalEvent<Record<string, unknown>>)
      .map((event) => ({ name: eventOfType(event.type)?.name ?? '', event }))
      .filter(({ name }) => name !== 'complaint-pooled');
  }

  /** All that lies on the journal about these complaints. */
  async journal(complaints: Complained[]): Promise<JournalEvent[]> {
    const ids = new Set(complaints.map(({ id }) => id));
    const records = (await this.broker.read('complaints')).filter(({ key }) => key !== null && ids.has(key));
    return records.map(({ value }) => readEvent(value ?? ''));
  }

  /** What the counters say, by id. */
  async open(): Promise<Record<string, number>> {
    const found = await this.database.query<{ id: string; open: number }>(
      'SELECT specialist_id AS id, open_count AS open FROM assigner.specialist ORDER BY 1',
    );
    return Object.fromEntries(found.map(({ id, open }) => [id, open]));
  }
}

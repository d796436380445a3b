import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { JournalEvent, Skill, SubmittedWords } from '@redress/contracts';
import { readEvent } from '@redress/contracts';
import {
  aComplaintAssigned,
  aComplaintCategorised,
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import { type ComplaintKey, seal, VaultKeeper, vaultMigrations } from '@redress/vault';
import { Client } from 'pg';
import type { DeskConfig } from '../src/desk.config.js';
import type { DeskComplaintView } from '../src/desk-complaint.view.js';
import { type Answer, type HostedDesk, hostDesk, type Surroundings } from './hosted-desk.js';

const keeper = new VaultKeeper(Buffer.alloc(32, 'specs'));
const staff: Record<string, string[]> = {
  ivan: ['specialist'],
  olga: ['specialist'],
  peter: ['specialist'],
  maria: ['specialist'],
  nina: ['senior'],
  lena: ['lead'],
  viktor: ['auditor'],
  omar: ['operator'],
  anna: ['customer'],
};

/** A complaint on the stage. */
export interface Complained {
  id: string;
  reference: string;
  key: ComplaintKey;
}

/** What a complaint is to be made of. */
export interface Wanted {
  words?: Partial<SubmittedWords>;
  language?: string;
  category?: Parameters<typeof aComplaintCategorised>[0];
  /** Nobody when absent. */
  holder?: string;
}

type About = { subject: string; sourceseq: number };

/** A desk with its database, broker, issuer and vault, and the rest of the pipeline played by the spec. */
export class StagedDesk {
  private readonly spoken = new Map<string, number>();
  private readonly tokens = new Map<string, string>();
  private references = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly broker: TestBroker,
    private readonly issuer: TestIssuer,
    private readonly intake: Client,
    readonly surroundings: Surroundings,
    public desk: HostedDesk,
  ) {}

  static async set(config: Partial<DeskConfig> = {}): Promise<StagedDesk> {
    const [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
    const intake = new Client({ connectionString: database.urlOf('intake') });
    await intake.connect();
    for (const Migration of vaultMigrations) await new Migration().up(intake as never);
    const surroundings = {
      issuer: issuer.url,
      databaseUrl: database.urlOf('desk'),
      vaultDatabaseUrl: database.urlOf('vault_reader'),
      brokers: broker.brokers,
      topicPrefix: broker.prefix,
    };
    return new StagedDesk(database, broker, issuer, intake, surroundings, await hostDesk(surroundings, config));
  }

  async strike(): Promise<void> {
    await this.desk.service.stop();
    await this.intake.end();
    await Promise.all([this.database.drop(), this.broker.drop(), this.issuer.drop()]);
  }

  async token(sub: string): Promise<string> {
    const known = this.tokens.get(sub);
    if (known) return known;
    const made = await this.issuer.tokenFor(sub, { roles: staff[sub] ?? [] });
    this.tokens.set(sub, made);
    return made;
  }

  async read<Body = DeskComplaintView>(sub: string, path: string): Promise<Answer<Body>> {
    return this.desk.get<Body>(`/v1/${path}`, await this.token(sub));
  }

  async act<Body = DeskComplaintView>(
    sub: string,
    { id }: Pick<Complained, 'id'>,
    act: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.desk.post<Body>(`/v1/complaints/${id}/${act}`, await this.token(sub), body, headers);
  }

  /** Says on `specialists` what somebody can take, and waits until the desk knows. */
  async skilled(specialistId: string, skills: string[], more: object = {}): Promise<void> {
    const version = Date.now();
    const parsed = skills.map((skill) => skill.split(' ') as [Skill['category'], string]);
    const document = {
      specialistId,
      name: `${specialistId} the specialist`,
      skills: parsed.map(([category, language]) => ({ category, language })),
      capacity: 20,
      shifts: [],
      retired: false,
      version,
      at: new Date().toISOString(),
      ...more,
    };
    await this.broker.produce('specialists', [{ key: specialistId, value: JSON.stringify(document) }]);
    await eventually(`the desk to know ${specialistId}`, async () => {
      const [row] = await this.database.query<{ version: string }>(
        'SELECT version FROM desk.specialist WHERE specialist_id = $1',
        [specialistId],
      );
      return Number(row?.version) >= version;
    });
  }

  /** Where an event of a service about a complaint stands. */
  about({ id: subject }: Pick<Complained, 'id'>, source: string): About {
    const name = `${source} ${subject}`;
    const sourceseq = (this.spoken.get(name) ?? 0) + 1;
    this.spoken.set(name, sourceseq);
    return { subject, sourceseq };
  }

  /** A complaint, categorised and in somebody's hands as wanted; the desk knows it. */
  async complain({ words = {}, language = 'ru', category = {}, holder }: Wanted = {}): Promise<Complained> {
    const id = randomUUIDv7();
    this.references += 1;
    const reference = `R-0000-${String(this.references).padStart(4, '0')}`;
    const vault = { query: async (sql: string, values?: unknown[]) => (await this.intake.query(sql, values)).rows };
    const key = await keeper.issue(vault, id);
    const complaint = { id, reference, key };
    const eventId = randomUUIDv7();
    const sealed = seal(key, eventId, { customerId: 'anna', text: 'Вывод 50000 ₽ висит третий день', ...words });
    const said: JournalEvent[] = [
      aComplaintSubmitted({ reference, language, sealed }, { ...this.about(complaint, 'intake'), id: eventId }),
      aComplaintCategorised(category, this.about(complaint, 'categoriser')),
    ];
    if (holder) said.push(aComplaintAssigned({ specialistId: holder }, this.about(complaint, 'assigner')));
    await this.heard(...said);
    return complaint;
  }

  /** Says events, and waits until the desk has heard them. */
  async heard(...events: JournalEvent[]): Promise<void> {
    await this.broker.say(...events);
    for (const { id } of events) await this.knows(id);
  }

  /** Waits until the desk has heard an event, its own too. */
  async knows(eventId: string): Promise<string> {
    return eventually('the desk to hear it', async () => {
      const [row] = await this.database.query<{ effect: string }>(
        'SELECT effect FROM desk.timeline_entry WHERE event_id = $1',
        [eventId],
      );
      return row?.effect;
    });
  }

  /** Everything the desk said about a complaint, when there is so much. */
  async said({ id }: Pick<Complained, 'id'>, count: number): Promise<JournalEvent<Record<string, unknown>>[]> {
    return eventually(`${count} events of the desk`, async () => {
      const records = (await this.broker.read('complaints')).filter(({ key }) => key === id);
      const events = records.map(({ value }) => readEvent(value ?? '') as JournalEvent<Record<string, unknown>>);
      const own = events.filter(({ source }) => source === 'desk');
      return own.length >= count && own;
    });
  }

  /** Has a complaint's key wrapped so that it does not open; what is answered mends it. */
  async spoilKey({ id }: Complained): Promise<() => Promise<void>> {
    const wrap = (wrapped: Buffer) =>
      this.intake.query('UPDATE vault.complaint_key SET wrapped = $2 WHERE complaint_id = $1', [id, wrapped]);
    const { rows } = await this.intake.query('SELECT wrapped FROM vault.complaint_key WHERE complaint_id = $1', [id]);
    await wrap(randomBytes(60));
    return async () => {
      await wrap(rows[0].wrapped);
    };
  }

  /** Deletes a complaint's key. */
  async erase({ id }: Complained): Promise<void> {
    await this.intake.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [id]);
  }
}

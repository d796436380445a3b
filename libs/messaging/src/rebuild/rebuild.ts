import { openSibling, prepareService, type ServiceOptions } from '@redress/bootstrap';
import type { Service } from '@redress/contracts';
import { DataSource } from 'typeorm';
import { AsSettled } from '../as-settled.js';
import { Handlers } from '../handlers.js';
import { JournalEffect } from '../journal-effect.js';
import { JournalStrategy } from '../journal-strategy.js';
import { splitHandlers } from '../records-handlers.js';
import { Relay } from '../relay.js';
import { MESSAGING_SETTINGS, type MessagingSettings } from '../settings.js';
import { type Difference, differences } from './compare.js';
import { beginAnew, type Ends, forgetGroup, journalEnds, readUntil } from './read-until.js';
import { sayWhatIsUnsaid } from './say-unsaid.js';
import { switchOver } from './switch-over.js';
import { type Tables, withMessaging } from './tables.js';

export interface RebuildOptions {
  /** As for a start; but nothing of it runs except its handlers. */
  service: ServiceOptions;
  tables: Tables;
  /** Names the run: schema `<service>_rebuild`, group `<service>-rebuild-<run>`, and `<service>_before_<run>` for the old tables. */
  run: string;
  /** Resolves when no process of the live service runs any more; none may start until the rebuild has ended. */
  hold(): Promise<void>;
  /** Only proves equality. */
  dryRun: boolean;
  /** Told what happens, a few words each, with how far it has come. */
  progress(what: string, read?: number, of?: number): void;
}

type App = Awaited<ReturnType<typeof prepareService>>;

/**
 * Builds a service's folded tables anew from the journal, beside the live ones; holds the service, reads both to the same
 * ends, proves them equal row by row, and lets them change places. The schemas of the run must be there and empty.
 * Resolves with the rows that differ; unless there are none, nothing was changed.
 */
export async function rebuildService(options: RebuildOptions): Promise<Difference[]> {
  const app = await prepareService(options.service);
  let anew: DataSource | undefined;
  try {
    anew = await openSibling(app.get(DataSource), `${options.service.service}_rebuild`);
    return await new Rebuild(options, app, anew).run();
  } finally {
    await anew?.destroy();
    await app.close();
  }
}

class Rebuild {
  private readonly name: Service;
  private readonly settings: MessagingSettings;
  private readonly handlers: Handlers;
  private readonly live: DataSource;
  private readonly group: string;

  constructor(
    private readonly options: RebuildOptions,
    private readonly app: App,
    private readonly anew: DataSource,
  ) {
    this.name = options.service.service as Service;
    this.settings = app.get(MESSAGING_SETTINGS);
    this.handlers = Handlers.checked(this.name, splitHandlers(app.get(JournalStrategy).getHandlers()).ofEvents);
    this.live = app.get(DataSource);
    this.group = `${this.name}-rebuild-${options.run}`;
  }

  async run(): Promise<Difference[]> {
    await beginAnew(this.settings, this.group);
    await this.readAnew(await journalEnds(this.settings));
    this.options.progress(`holding ${this.name}`);
    await this.options.hold();
    // What the service has decided must lie on the journal, or the tables built anew could not know of it.
    await sayWhatIsUnsaid(this.app.get(Relay), this.live);
    const ends = await journalEnds(this.settings);
    await this.readOn(ends);
    await this.readAnew(ends);
    await forgetGroup(this.settings, this.group);
    return this.proveAndSwitch();
  }

  /** What handlers would say was said long ago. */
  private readAnew(ends: Ends): Promise<void> {
    const effect = new AsSettled(new JournalEffect(this.name, this.handlers, { silent: true }), this.name);
    return this.read({ group: this.group, effect, dataSource: this.anew, ends });
  }

  /** The live tables, in the live group's name: its offsets are then at the ends, too. */
  private readOn(ends: Ends): Promise<void> {
    const effect = new AsSettled(new JournalEffect(this.name, this.handlers), this.name);
    return this.read({ group: this.name, effect, dataSource: this.live, ends });
  }

  private read(
    reading: Pick<Parameters<typeof readUntil>[0], 'group' | 'effect' | 'dataSource' | 'ends'>,
  ): Promise<void> {
    const whose = reading.group === this.name ? 'live' : 'new';
    return readUntil({
      ...reading,
      settings: this.settings,
      progress: (read, of) => this.options.progress(`reading the journal into the ${whose} tables`, read, of),
    });
  }

  private async proveAndSwitch(): Promise<Difference[]> {
    const { tables, run, dryRun, progress } = this.options;
    const { folded } = withMessaging(tables);
    const places = { live: this.name, rebuilt: `${this.name}_rebuild`, before: `${this.name}_before_${run}` };
    progress('comparing live and new tables row by row');
    const found = await differences(this.anew, [places.live, places.rebuilt], folded);
    if (found.length > 0 || dryRun) return found;
    progress('switching over');
    await switchOver(this.anew, places, folded);
    return [];
  }
}

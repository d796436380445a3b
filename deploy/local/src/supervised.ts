import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './part.js';
import { Problem } from './problem.js';
import { lastWords, type Started } from './processes/processes.js';
import type { RightOfWay } from './processes/right-of-way.js';
import { RestartPolicy } from './restart-policy.js';
import { WrongSettings, wrongSettingsExit } from './wrong-settings.js';

/** Whom a supervised part tells what happens to it. */
export interface Watcher {
  way: RightOfWay;
  /** A new process took the part's place. */
  restarted(): void;
  say(line: string): void;
  /** It ended too often, or cannot be started again. */
  gaveUp(problem: Error): void;
}

/** Keeps one part running: starts it again when it ends, until it is stopped or has failed too often. */
export class Supervised {
  private readonly stopping = new AbortController();
  private readonly aborted: Promise<never>;
  private readonly policy = new RestartPolicy();
  private current: Started | undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    readonly part: Part,
    private readonly watcher: Watcher,
  ) {
    const { signal } = this.stopping;
    this.aborted = new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    this.aborted.catch(() => {});
  }

  /** The process that runs now or ran last; 0 before the first. */
  get pid(): number {
    return this.current?.pid ?? 0;
  }

  /** Resolves when the part is ready for the first time, rejects when it cannot be. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      let tell: Pick<Watcher, 'gaveUp'> = { gaveUp: reject };
      const whenReady = () => {
        tell = this.watcher;
        resolve();
      };
      this.loop = this.keepRunning(whenReady).catch((error: Error) => {
        if (!this.stopping.signal.aborted) tell.gaveUp(error);
        else reject(error);
      });
    });
  }

  /** From now on nothing is started again. */
  letBe(): void {
    this.stopping.abort(new Problem('The deployment is ending.'));
  }

  /** Ends the process, and does not start it again. */
  async stop(): Promise<void> {
    this.letBe();
    await this.loop;
    if (!this.current?.running()) return;
    await this.part.stop(this.current);
    await this.current.exited;
  }

  private async keepRunning(whenReady: () => void): Promise<void> {
    const { signal } = this.stopping;
    for (;;) {
      signal.throwIfAborted();
      const started = await this.part.launch(signal);
      const isRestart = this.current !== undefined;
      this.current = started;
      this.watcher.way.starts(started.pid);
      if (isRestart) this.watcher.restarted();
      const wasReady = await this.watchOne(started, isRestart ? () => this.saysReady() : whenReady);
      const { code, how } = await Promise.race([started.exited, this.aborted]);
      if (code === wrongSettingsExit) throw new WrongSettings(started.plainWords());
      const delay = this.policy.afterExit(wasReady);
      if (delay === undefined) throw this.failedTooOften(how);
      this.watcher.say(`${this.part.name} ended (${how}): starting it again`);
      await pause(delay, undefined, { signal });
    }
  }

  /** Resolves when the process ended: whether it had been ready. */
  private async watchOne(started: Started, whenReady: () => void): Promise<boolean> {
    const ended = new AbortController();
    let wasReady = false;
    const ready = this.part.ready(AbortSignal.any([this.stopping.signal, ended.signal])).then(
      () => {
        wasReady = true;
        this.watcher.way.isReady(started.pid);
        whenReady();
      },
      () => {},
    );
    await Promise.race([started.exited, this.aborted]).finally(() => ended.abort());
    await ready;
    this.watcher.way.ended(started.pid);
    return wasReady;
  }

  private saysReady(): void {
    this.watcher.say(`${this.part.name} is ready again`);
  }

  private failedTooOften(how: string): Problem {
    const { name, log } = this.part;
    return new Problem(`${name} ended again and again (${how}; it last said: ${lastWords(log)}): see ${log}`);
  }
}

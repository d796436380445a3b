import type { HealthCheck } from './health-check.js';

const patience = 2_000;

/** A check that always has an answer within 2 s, and runs once at a time however many ask. */
export class Bounded {
  private running: Promise<'up' | 'down'> | undefined;
  readonly name: string;
  readonly required: boolean;

  constructor(private readonly source: HealthCheck) {
    this.name = source.name;
    this.required = source.required;
  }

  async run(): Promise<'up' | 'down'> {
    this.running ??= Promise.resolve()
      .then(() => this.source.check())
      .catch(() => 'down' as const)
      .finally(() => {
        this.running = undefined;
      });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'down'>((resolve) => {
      timer = setTimeout(() => resolve('down'), patience);
    });
    return Promise.race([this.running, late]).finally(() => clearTimeout(timer));
  }
}

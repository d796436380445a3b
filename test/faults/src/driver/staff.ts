import { mintToken } from './callers.js';

/** The company's people: the campaign's own specialists, a senior, a lead, and whoever else holds a complaint. */
export class Staff {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly issuer: string,
    /** The campaign's own, by id. */
    readonly specialists: readonly string[],
  ) {}

  specialist(sub: string): Promise<string> {
    return this.token(sub, ['specialist']);
  }

  senior(): Promise<string> {
    return this.token('faults-senior', ['specialist', 'senior']);
  }

  lead(): Promise<string> {
    return this.token('faults-lead', ['lead']);
  }

  private token(sub: string, roles: string[]): Promise<string> {
    const known = this.tokens.get(sub) ?? mintToken(this.issuer, { sub, roles });
    this.tokens.set(sub, known);
    return known;
  }
}

/** Where the edges are tried: running services and tokens for anybody. */
export interface Ground {
  /** Where each service answers. */
  services: Record<string, string>;
  tokenFor(sub: string, roles: string[]): Promise<string>;
}

export const roles = ['customer', 'channel', 'specialist', 'senior', 'lead', 'auditor', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Somebody who asks. */
export interface Person {
  sub: string;
  role: Role | 'nobody';
  token: string;
  /** A word that only this person's own texts hold. */
  canary: string;
}

export const authorization = ({ token }: Pick<Person, 'token'>): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {};

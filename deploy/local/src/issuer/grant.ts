import { BadRequest } from '../json-http.js';
import { type Role, roles } from '../people.js';

/** Whom a token is for and what it says of them. */
export interface Grant {
  sub: string;
  roles: Role[];
  email?: string;
  locale?: string;
  /** Seconds it lives from now on; negative: expired already. */
  ttl: number;
}

const day = 24 * 60 * 60;
const longest = 366 * day;
const fields = ['sub', 'roles', 'email', 'locale', 'ttl'];

const isRole = (role: unknown): role is Role => roles.some((known) => known === role);
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most;

/** Reads the body of a request for a token. Throws {@link BadRequest} with everything that is wrong with it. */
export function readGrant(body: Record<string, unknown>): Grant {
  const { sub, roles: asked, email, locale, ttl = day } = body;
  const errors: BadRequest['errors'] = [];
  const refuse = (path: string, message: string): void => void errors.push({ path, message });

  if (!isText(sub, 100)) refuse('sub', 'must be a text of 1 to 100 characters');
  if (!Array.isArray(asked) || asked.length === 0) refuse('roles', `must be a list of ${roles.join(', ')}`);
  else if (!asked.every(isRole)) refuse('roles', `may only hold ${roles.join(', ')}`);
  if (email !== undefined && !(isText(email, 254) && /^\S+@\S+$/.test(email))) refuse('email', 'must be an address');
  if (locale !== undefined && !(isText(locale, 35) && /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(locale)))
    refuse('locale', 'must be a language tag such as ru');
  if (!Number.isInteger(ttl) || Math.abs(ttl as number) > longest)
    refuse('ttl', `must be whole seconds, at most ${longest}; negative means expired already`);
  for (const name of Object.keys(body))
    if (!fields.includes(name)) refuse(name, `is unknown; ${fields.join(', ')} are known`);

  if (errors.length > 0) throw new BadRequest('No token can be made of this.', errors);
  return { ...body, ttl } as unknown as Grant;
}

import { people, specialists } from './people.js';
import { Problem } from './problem.js';

export type Tokens = Record<string, { roles: string[]; token: string }>;

/** Has our issuer give every demo person a token for a day. */
export async function mintTokens(issuer: string): Promise<Tokens> {
  const minted = Object.entries(people).map(async ([sub, { roles, email, locale }]) => {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sub, roles, email, locale }),
    });
    const { token } = (await response.json()) as { token: string };
    return [sub, { roles, token }];
  });
  return Object.fromEntries(await Promise.all(minted)) as Tokens;
}

/** Makes the demo specialists that the assigner does not know yet, in the lead's name. */
export async function seedSpecialists(assigner: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = (id: string, init?: RequestInit) =>
    fetch(`${assigner}/v1/specialists/${id}`, { ...init, headers, signal: AbortSignal.timeout(10_000) });
  for (const [id, document] of Object.entries(specialists)) {
    const found = await ask(id);
    const answer = found.status === 404 ? await ask(id, { method: 'PUT', body: JSON.stringify(document) }) : found;
    if (!answer.ok) {
      throw new Problem(
        `The assigner refused the demo specialist ${id} (${answer.status}): see its log, then start again`,
      );
    }
  }
}

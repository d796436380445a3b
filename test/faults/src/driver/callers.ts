import { plantedWord } from '../map.js';

/** A customer of the campaign. */
export interface Caller {
  sub: string;
  email: string;
  language: 'ru' | 'en';
  token: string;
}

/** Has the deployment's issuer give a token for the roles. */
export async function mintToken(
  issuer: string,
  person: { sub: string; roles: string[]; email?: string; locale?: string },
): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`the issuer gave no token: ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}

/** Every fourth customer does without the letters that are not owed. */
export async function sayPreferences(intake: string, callers: Caller[]): Promise<void> {
  const mails = { assigned: false, 'specialist-wrote': false, reopened: false, survey: false };
  for (const { token } of callers.filter((_, nth) => nth % 4 === 3)) {
    const response = await fetch(`${intake}/v1/preferences`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ mails }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`preferences were refused: ${response.status}`);
  }
}

/** So many customers, by turns in Russian and English. `run` tells the campaigns on one deployment apart. */
export async function makeCallers(issuer: string, count: number, run: string): Promise<Caller[]> {
  const callers: Caller[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const sub = `${plantedWord}-${run}-${nth}`;
    const language = nth % 2 === 0 ? 'ru' : 'en';
    const email = `${sub}@customers.example`;
    callers.push({
      sub,
      email,
      language,
      token: await mintToken(issuer, { sub, roles: ['customer'], email, locale: language }),
    });
  }
  return callers;
}

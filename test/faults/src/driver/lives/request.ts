import type { SeenLife } from '../../history/history.js';
import type { Answered } from './told-act.js';

/** What a call about a complaint was answered: `away` never reached the service, `unknown` may have. */
export type Answer = ({ outcome: 'accepted' | 'refused' } & Answered) | { outcome: 'unknown' | 'away' };

export interface Call {
  url: string;
  token: string;
  key?: string;
  body?: object;
}

const patienceMs = 8_000;
const neverReached = new Set(['ECONNREFUSED', 'EADDRNOTAVAIL']);

/** Does something over HTTP. Never throws. */
export async function call({ url, token, key, body }: Call): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const answered: Answered = { status: response.status, body: await response.text() };
    if (response.ok) return { outcome: 'accepted', ...answered };
    return answered.status >= 400 && answered.status < 500
      ? { outcome: 'refused', ...answered }
      : { outcome: 'unknown' };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return { outcome: neverReached.has(cause?.code ?? '') ? 'away' : 'unknown' };
  }
}

/** A complaint as a customer sees it now; `undefined` when it cannot be seen at this moment. Never throws. */
export async function look(intake: string, id: string, token: string): Promise<SeenLife | undefined> {
  try {
    const response = await fetch(`${intake}/v1/complaints/${id}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(patienceMs),
    });
    return response.ok ? ((await response.json()) as SeenLife) : undefined;
  } catch {
    return undefined;
  }
}

import type { Acceptance } from './told.js';

/** What one request was answered: `away` never reached the service, `unknown` may have. */
export type Answer =
  | { outcome: 'accepted'; acceptance: Acceptance; text: string }
  | { outcome: 'refused'; status: number }
  | { outcome: 'unknown' }
  | { outcome: 'away' };

export interface Request {
  token?: string;
  key?: string;
  body: unknown;
}

const patienceMs = 8_000;
const neverReached = new Set(['ECONNREFUSED', 'EADDRNOTAVAIL']);

/** Posts one complaint. Never throws. */
export async function postComplaint(intake: string, { token, key, body }: Request): Promise<Answer> {
  try {
    const response = await fetch(`${intake}/v1/complaints`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(key && { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    if (response.status === 202) return { outcome: 'accepted', acceptance: JSON.parse(text) as Acceptance, text };
    if (response.status >= 400 && response.status < 500) return { outcome: 'refused', status: response.status };
    return { outcome: 'unknown' };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return { outcome: neverReached.has(cause?.code ?? '') ? 'away' : 'unknown' };
  }
}

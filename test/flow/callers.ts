import { setTimeout as pause } from 'node:timers/promises';

/** What the customer was answered with the 202. */
export interface Acceptance {
  id: string;
  reference: string;
  status: string;
  promisedBy: string;
}

export interface PostOptions {
  count: number;
  connections: number;
  intake: string;
  token: string;
  body: (nth: number) => object;
  /** Told of each acceptance, with how many there have been. */
  accepted: (count: number) => void;
}

const patienceMs = 30_000;

/** Posts complaints over several connections; what got no answer is asked again under its key, as a good client does. */
export async function postComplaints({ count, connections, ...options }: PostOptions): Promise<Acceptance[]> {
  const acceptances: Acceptance[] = [];
  let begun = 0;
  const connection = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      acceptances.push(await postUntilAccepted(begun, options));
      options.accepted(acceptances.length);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return acceptances;
}

async function postUntilAccepted(
  nth: number,
  { intake, token, body }: Pick<PostOptions, 'intake' | 'token' | 'body'>,
): Promise<Acceptance> {
  for (const deadline = Date.now() + patienceMs; ; await pause(100)) {
    const answer = await fetch(`${intake}/v1/complaints`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': `flow-${nth}`,
      },
      body: JSON.stringify(body(nth)),
      signal: AbortSignal.timeout(8_000),
    }).catch(() => undefined);
    if (answer?.status === 202) return (await answer.json()) as Acceptance;
    if (answer && answer.status < 500) throw new Error(`refused with ${answer.status}: ${await answer.text()}`);
    if (Date.now() > deadline) throw new Error(`complaint ${nth} was not accepted in ${patienceMs} ms`);
  }
}

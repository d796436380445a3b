import { fingerprint } from './fingerprint.js';
import type { RequestKey } from './request-key.js';

/** What answers lie in until they are asked for again. What was closed under one name opens under no other. */
export interface AnswerBox {
  /** `undefined`: it cannot be kept. */
  close(name: string, answer: object): Promise<string | undefined>;
  /** `undefined`: it does not open any more. */
  open(name: string, closed: string): Promise<object | undefined>;
}

/** For answers that hold no word, contact or customer id of a person. */
export const plainBox: AnswerBox = {
  close: async (_name, answer) => JSON.stringify(answer),
  open: async (_name, closed) => JSON.parse(closed) as object,
};

/** The service's own schema: its DataSource, or a transaction. */
interface Database {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

const givenBefore = 'SELECT answer FROM idempotency_key WHERE principal = $1 AND key = $2';

// Of two at once the second one waits for the first one's row, and finds its answer there.
const giveUnlessGiven = `
  UPDATE idempotency_key SET answer = coalesce(answer, $3) WHERE principal = $1 AND key = $2 RETURNING answer`;

/**
 * Answers a request whose key was taken: with what was answered first under the key, whatever has become of the complaint
 * since; with what is shown now when nothing was, or when that does not open any more. Without a key with what is shown.
 * To be asked in the transaction that takes the key, so that what was done always has its answer, or after its COMMIT.
 */
export async function firstAnswer<Answer extends object>(
  db: Database,
  key: RequestKey | undefined,
  box: AnswerBox,
  show: () => Promise<Answer>,
): Promise<Answer> {
  if (!key) return show();
  const row = [key.principal, key.key];
  const name = fingerprint(row).toString('hex');
  const [before] = (await db.query(givenBefore, row)) as { answer: string | null }[];
  const given = before?.answer && (await box.open(name, before.answer));
  if (given) return given as Answer;
  const shown = await show();
  const closed = await box.close(name, shown);
  if (closed === undefined) return shown;
  const [[first]] = (await db.query(giveUnlessGiven, [...row, closed])) as [{ answer: string }[]];
  if (!first || first.answer === closed) return shown;
  return ((await box.open(name, first.answer)) as Answer | undefined) ?? shown;
}

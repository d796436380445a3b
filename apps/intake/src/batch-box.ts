import { NotJson, parseJson } from '@redress/bootstrap';
import { limits } from '@redress/contracts';
import { type AnswerBox, fingerprint } from '@redress/messaging';
import { type ReadSubmission, type Ruling, rulingOf, type Verdict, verdictBy } from './domain/verdict.js';

/** Lines as they are asked under a key: equal to others when each is after parsing; what is not parsed, byte for byte. */
export function asAsked(lines: Buffer[]): object {
  return { act: 'batch', lines: lines.map((line) => fingerprint(readAs(line)).toString('hex')) };
}

/** One over the limit is refused for its bytes, so its bytes are what makes it the same. */
function readAs(line: Buffer): object {
  const bytes = () => ({ bytes: line.toString('base64') });
  if (line.length > limits.body) return bytes();
  try {
    return { json: parseJson(line) };
  } catch (error) {
    if (error instanceof NotJson) return bytes();
    throw error;
  }
}

/** The verdicts on a batch, kept without what its lines say: whoever asks again under the key sends those anew. */
export class BatchBox implements AnswerBox {
  constructor(private readonly read: ReadSubmission[]) {}

  async close(_name: string, verdicts: object): Promise<string> {
    return JSON.stringify((verdicts as Verdict[]).map(rulingOf));
  }

  async open(_name: string, closed: string): Promise<Verdict[]> {
    const rulings = JSON.parse(closed) as Ruling[];
    return this.read.map((one, nth) => verdictBy(one, rulings[nth] as Ruling));
  }
}

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Answer } from '../ground/ask.js';
import type { Route, Schema } from '../ground/documents.js';

const problems: Record<string, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-state': 409,
  'too-large': 413,
  'key-reused': 422,
  'rate-limited': 429,
  unavailable: 503,
};

/** An answer with what was asked. */
export interface Answered {
  route: Route;
  method: string;
  answer: Answer;
}

/** Says of answers whether they are as the documents promise. Keeps the compiled schemas. */
export class Judge {
  private readonly compiled = new Map<Schema, ValidateFunction>();

  /** What is wrong with it: one sentence each. */
  wrongWith(answered: Answered): string[] {
    const { route, method, answer } = answered;
    const { status, headers } = answer;
    if (status >= 500 && status !== 503) return [`fails with ${status}`];
    const isProblem = status >= 400 && !(status === 503 && route.path === '/health/ready');
    const late = [429, 503].includes(status) && isProblem && !(Number(headers['retry-after']) >= 1);
    const wrong = late ? [`${status} without Retry-After`] : [];
    if (method === 'HEAD') return answer.text === '' ? wrong : [...wrong, 'answers HEAD with a body'];
    if (isProblem) wrong.push(...this.wrongWithProblem(answer));
    // Another method at the same address is nobody's promise.
    if (method !== route.method) return wrong;
    return [...wrong, ...this.wrongByDocument(answered)];
  }

  private wrongWithProblem({ status, headers, text }: Answer): string[] {
    if (!headers['content-type']?.includes('application/problem+json')) return [`${status} is no problem+json`];
    const { type, status: said, detail, errors } = JSON.parse(text) as Record<string, unknown>;
    const isRight =
      problems[String(type).replace('urn:redress:', '')] === status &&
      said === status &&
      typeof detail === 'string' &&
      Array.isArray(errors);
    return isRight ? [] : [`${status} is not the problem that it says`];
  }

  private wrongByDocument({ route, answer: { status, headers, text } }: Answered): string[] {
    const documented = route.responses[status];
    if (!documented) return [`${status} is not documented`];
    const [[type, content] = []] = Object.entries(documented.content ?? {});
    if (!type)
      return text === '' || status === 200 || status === 503 ? [] : [`${status} has a body that is not documented`];
    const said = headers['content-type'];
    if (typeof said !== 'string' || !said.startsWith(type)) return [`${status} is ${String(said)}, not ${type}`];
    const { schema } = content ?? {};
    return schema ? this.documentsIn(type, text).flatMap((one) => this.mismatch(schema, route, one, status)) : [];
  }

  /** An answer holds one document, or one a line, or one an entry. */
  private documentsIn(type: string, text: string): string[] {
    if (type.includes('ndjson')) return text.split('\n').filter((line) => line !== '');
    if (type !== 'text/event-stream') return [text];
    const whole = text
      .split('\n\n')
      .slice(0, -1)
      .flatMap((frame) => frame.split('\n'));
    return whole.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
  }

  private mismatch(schema: Schema, { schemas }: Route, text: string, status: number): string[] {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return [`${status} is not JSON`];
    }
    const validate = this.compiled.get(schema) ?? this.compile(schema, schemas);
    if (validate(value)) return [];
    const [first] = validate.errors ?? [];
    return [`${status} is not as documented: ${first?.instancePath.replaceAll(/\d+/g, 'N')} ${first?.message}`];
  }

  private compile(schema: Schema, schemas: Record<string, Schema>): ValidateFunction {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile({ ...schema, components: { schemas } });
    this.compiled.set(schema, validate);
    return validate;
  }
}

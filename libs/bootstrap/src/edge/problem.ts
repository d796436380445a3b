import { HttpException } from '@nestjs/common';

const statuses = {
  invalid: [400, 'The request is not valid'],
  unauthenticated: [401, 'Sign-in needed'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  'wrong-state': [409, 'Not possible in this state'],
  'too-large': [413, 'Too large'],
  'key-reused': [422, 'Idempotency key used before'],
  'rate-limited': [429, 'Too many requests'],
  internal: [500, 'Something went wrong here'],
  unavailable: [503, 'Unavailable for the moment'],
} as const satisfies Record<string, [number, string]>;

/** What went wrong, for programs: the end of a problem's `type`, `urn:redress:<code>`. */
export type ProblemCode = keyof typeof statuses;

/** The HTTP status of a code. */
export const statusOf = (code: ProblemCode): number => statuses[code][0];

/** One thing that is wrong with a request. */
export interface ProblemError {
  /** Dotted path in the body or query; empty: the whole. */
  path: string;
  message: string;
}

export interface ProblemOptions {
  errors?: ProblemError[];
  /** Sent as `Retry-After`; 429 and 503 have one always. */
  retryAfterSeconds?: number;
  /** What really happened, for the log alone. */
  cause?: unknown;
}

/** The body of every answer that is an error: RFC 9457. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors: ProblemError[];
}

/**
 * An answer that says what is wrong: `application/problem+json`.
 * The detail is shown to whoever asked: it says what to do next and repeats none of their words.
 */
export class Problem extends HttpException {
  override readonly name = 'Problem';
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ProblemCode,
    detail: string,
    { errors = [], retryAfterSeconds, cause }: ProblemOptions = {},
  ) {
    const [status, title] = statuses[code];
    const body: ProblemBody = { type: `urn:redress:${code}`, title, status, detail, errors };
    super(body, status, { cause });
    const temporary = code === 'unavailable' || code === 'rate-limited';
    this.retryAfterSeconds = retryAfterSeconds ?? (temporary ? 2 : undefined);
  }

  get body(): ProblemBody {
    return this.getResponse() as ProblemBody;
  }

  static invalid(detail: string, errors: ProblemError[] = []): Problem {
    return new Problem('invalid', detail, { errors });
  }

  static unauthenticated(detail: string): Problem {
    return new Problem('unauthenticated', detail);
  }

  static forbidden(detail: string): Problem {
    return new Problem('forbidden', detail);
  }

  static notFound(detail: string): Problem {
    return new Problem('not-found', detail);
  }

  static wrongState(detail: string): Problem {
    return new Problem('wrong-state', detail);
  }

  static tooLarge(detail: string): Problem {
    return new Problem('too-large', detail);
  }

  static keyReused(detail: string): Problem {
    return new Problem('key-reused', detail);
  }

  static rateLimited(detail: string, options: ProblemOptions = {}): Problem {
    return new Problem('rate-limited', detail, options);
  }

  static unavailable(detail: string, options: ProblemOptions = {}): Problem {
    return new Problem('unavailable', detail, options);
  }
}

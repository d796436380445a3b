/** How the command line ends. */
export const exits = { done: 0, failed: 1, usage: 2, unreachable: 3, notFound: 4 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** Why a command did not do what was asked, in one sentence for the person who asked. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly exit: Exit,
    sentence: string,
    /** As whom something was asked that others may have or do. */
    readonly askedAs?: string,
  ) {
    super(sentence);
  }
}

interface ProblemDocument {
  title?: string;
  detail?: string;
  errors?: { path?: string; message?: string }[];
}

/** What a service's refusal means for the command line: one sentence, then a line for each listed error. */
export function failureOf(service: string, status: number, problem: ProblemDocument, who?: string): Failure {
  const said = problem.detail ?? problem.title ?? `it answered ${status}`;
  const sentence = `${service} refused: ${said.replace(/\.?$/, '.')}`;
  const errors = (problem.errors ?? []).map(
    ({ path, message }) => `  ${path || 'request'}: ${message ?? 'is not right'}`,
  );
  const exit = status === 404 ? exits.notFound : exits.failed;
  return new Failure(exit, [sentence, ...errors].join('\n'), status === 404 || status === 403 ? who : undefined);
}

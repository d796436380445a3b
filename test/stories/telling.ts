/** What is another one at every telling. Those with a name of their own stay the same one within a telling. */
const changing: { pattern: string; isNamed: boolean }[] = [
  { pattern: 'R-[0-9A-Z]{4}-[0-9A-Z]{4}', isNamed: true },
  { pattern: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', isNamed: true },
  { pattern: String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z`, isNamed: false },
  { pattern: String.raw`\b\d\d:\d\d:\d\d\b`, isNamed: false },
  { pattern: String.raw`\b\d+ %`, isNamed: false },
  { pattern: String.raw`http://127\.0\.0\.1:\d+`, isNamed: false },
  { pattern: String.raw`(?<![\w-])[\w-]{43}(?![\w-])`, isNamed: true },
  { pattern: String.raw`\b(?:ivan|olga|peter|maria)\b`, isNamed: true },
];
const anything = '…';
const tokens = new RegExp([...changing.map(({ pattern }) => pattern), anything, ' {2,}'].join('|'), 'g');

/**
 * One telling of a story: which complaint, specialist or code of this telling stands where the story names its own. Two of
 * the story are never one of the telling.
 */
export class Telling {
  private readonly actual = new Map<string, string>();

  /** A command of the story as it is typed here; who or what it names first is taken at its word. */
  typed(command: string): string {
    return command.replace(tokens, (token) => {
      if (!kindOf(token)?.isNamed) return token;
      if (!this.actual.has(token)) this.actual.set(token, token);
      return this.actual.get(token) as string;
    });
  }

  /** Whether the lines printed are those shown; then what they name is remembered. */
  matches(shown: string[], printed: string[]): boolean {
    const names = this.fitting(shown, printed, this.actual);
    for (const [token, is] of names ?? []) this.actual.set(token, is);
    return names !== undefined;
  }

  private fitting(shown: string[], printed: string[], names: Map<string, string>): Map<string, string> | undefined {
    const [first, ...rest] = shown;
    if (first === undefined) return printed.length === 0 ? names : undefined;
    if (first.trim() === anything) {
      for (let skipped = 0; skipped <= printed.length; skipped += 1) {
        const found = this.fitting(rest, printed.slice(skipped), names);
        if (found) return found;
      }
      return undefined;
    }
    const [line, ...others] = printed;
    const known = line === undefined ? undefined : namesIn(first, line, names);
    return known && this.fitting(rest, others, known);
  }
}

function kindOf(token: string): (typeof changing)[number] | undefined {
  return changing.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(token));
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What is known when a printed line is the shown one; `undefined` when it is not. */
function namesIn(shown: string, printed: string, known: Map<string, string>): Map<string, string> | undefined {
  const named: string[] = [];
  let pattern = '';
  let end = 0;
  for (const match of shown.matchAll(tokens)) {
    const [token] = match;
    const kind = kindOf(token);
    if (kind?.isNamed) named.push(token);
    pattern += escaped(shown.slice(end, match.index));
    pattern += kind ? wrapped(kind) : token === anything ? '.*' : ' {2,}';
    end = match.index + token.length;
  }
  const found = new RegExp(`^${pattern}${escaped(shown.slice(end))}$`).exec(printed.trimEnd());
  return found ? joined(known, named, found.slice(1)) : undefined;
}

const wrapped = ({ pattern, isNamed }: (typeof changing)[number]): string => (isNamed ? `(${pattern})` : pattern);

function joined(known: Map<string, string>, named: string[], found: string[]): Map<string, string> | undefined {
  const names = new Map(known);
  for (const [nth, token] of named.entries()) {
    const is = found[nth] as string;
    const isTaken = [...names].some(([other, taken]) => taken === is && other !== token);
    if ((names.has(token) && names.get(token) !== is) || isTaken) return undefined;
    names.set(token, is);
  }
  return names;
}

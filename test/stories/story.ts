/** One command of a story, and what the terminal shows after it. */
export interface Step {
  /** Of the document, from 1. */
  line: number;
  command: string;
  /** What the story shows; a line of `…` alone stands for any lines. */
  shown: string[];
  /** As the `echo $?` after it tells; else 0. */
  exit: number;
}

const fence = /^```/;
const status = 'echo $?';

/** The commands of a document's `console` blocks, in order: a line with `$ ` in front is typed, what follows is shown. */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  let isConsole = false;
  for (const [index, text] of markdown.split('\n').entries()) {
    if (fence.test(text)) isConsole = text === '```console';
    else if (isConsole && text.startsWith('$ '))
      steps.push({ line: index + 1, command: text.slice(2), shown: [], exit: 0 });
    else if (isConsole) steps.at(-1)?.shown.push(text);
  }
  return steps.flatMap((step, nth) => {
    if (step.command === status) return [];
    const next = steps[nth + 1];
    return [{ ...step, shown: trimmed(step.shown), exit: next?.command === status ? Number(next.shown[0]) : 0 }];
  });
}

/** Without empty lines at its end. */
export function trimmed(lines: string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}

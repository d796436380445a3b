import { Problem } from './problem.js';

/** What a service ends with when a setting is wrong; starting it again is no use. */
export const wrongSettingsExit = 78;

/** A service's settings are wrong: in its own words, a line for each mistake. */
export class WrongSettings extends Problem {}

const listOfMistakes = /^\S+ cannot start: .+ wrong\n((?: {2}\S.*\n?)+)$/;

/** What several services say of their settings as one problem; what all of them say is said once. */
export function allOf(problems: WrongSettings[]): WrongSettings {
  const mistakes = new Set<string>();
  const others = new Set<string>();
  for (const { message } of problems) {
    const [, list] = listOfMistakes.exec(message) ?? [];
    if (list) for (const line of list.trimEnd().split('\n')) mistakes.add(line);
    else others.add(message);
  }
  const { size } = mistakes;
  const head = `Redress cannot start: ${size === 1 ? '1 setting is wrong' : `${size} settings are wrong`}`;
  return new WrongSettings([...(size > 0 ? [head] : []), ...mistakes, ...others].join('\n'));
}

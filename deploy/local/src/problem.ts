/** Why the deployment cannot go on: one sentence for the person at the terminal, with the way out in it. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

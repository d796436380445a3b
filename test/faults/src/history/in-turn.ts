/** Asks for each of a list, so many at a time; the answers in the order of the list. */
export async function inTurn<T, Answer>(
  list: readonly T[],
  atOnce: number,
  ask: (one: T) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const nth = next++;
      answers[nth] = await ask(list[nth] as T);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
}

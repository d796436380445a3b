import type { Letter } from './history.js';

const page = 500;

interface Caught {
  id: string;
  at: string;
  to: string;
  headers: Record<string, string>;
}

/** Every mail that the mail catcher holds. */
export async function readLetters(catcher: string): Promise<Letter[]> {
  const letters = new Map<string, Letter>();
  for (let since = ''; ; ) {
    const query = new URLSearchParams({ limit: String(page), ...(since && { since }) });
    const response = await fetch(`${catcher}/api/messages?${query.toString()}`, {
      signal: AbortSignal.timeout(30_000),
    });
    const caught = (await response.json()) as Caught[];
    const known = letters.size;
    for (const { id, to, headers } of caught) {
      letters.set(id, { to, notice: headers['x-redress-notice'] ?? '', template: headers['x-redress-template'] ?? '' });
    }
    const last = caught.at(-1);
    if (!last || caught.length < page) return [...letters.values()];
    // So many in one millisecond would end the paging before the end.
    if (letters.size === known) throw new Error('the mail catcher cannot be paged through');
    since = last.at;
  }
}

/** How many mails the mail catcher holds. */
export async function countLetters(catcher: string): Promise<number> {
  const response = await fetch(`${catcher}/health`, { signal: AbortSignal.timeout(5_000) });
  return ((await response.json()) as { mails: number }).mails;
}

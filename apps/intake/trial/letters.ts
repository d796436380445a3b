import type { WayInRequested, WayInWords } from '@redress/contracts';
import { eventually } from '@redress/testing';
import { VaultReader } from '@redress/vault';
import type { IntakeTrial } from './intake-trial.js';

/** What the notifier finds on the journal: the letters to one address, in order. */
export async function lettersTo(trial: IntakeTrial, email: string): Promise<(WayInWords & { language: string })[]> {
  const records = await trial.broker.read('complaints');
  const asked = records
    .map(({ value }) => JSON.parse(value ?? '') as { type: string; id: string; subject: string; data: WayInRequested })
    .filter(({ type }) => type === 'redress.way-in-requested.v1');
  const sealed = asked.map(({ id, subject, data }) => ({
    complaintId: subject,
    eventId: id,
    sealed: data.sealed,
  }));
  const words = await trial.intake.service.app.get(VaultReader).open<WayInWords>(sealed);
  return asked.flatMap(({ data }, nth) => {
    const found = words[nth];
    return found?.email === email ? [{ ...found, language: data.language }] : [];
  });
}

/** Waits for it. */
export const firstLetterTo = (trial: IntakeTrial, email: string) =>
  eventually('the letter', async () => (await lettersTo(trial, email))[0]);

/** What a campaign's specialists can take: everything, so that room alone decides. */
export const categories = [
  'withdrawals',
  'deposits',
  'bonuses',
  'verification',
  'account-access',
  'security-fraud',
  'bet-settlement',
  'game-fault',
  'technical',
  'responsible-gambling',
  'staff-conduct',
  'privacy-marketing',
  'other',
];

/** They are in every deployment, and get complaints too. */
export const demoSpecialists = ['ivan', 'olga', 'peter', 'maria'];

const capacity = 40;
const mostSpecialists = 100;

/**
 * Makes room for about two thirds of the complaints that are left to themselves, and for three in ten of those that live
 * and leave again: the rest must wait in the pool. Gives the ids of those who make it.
 */
export async function makeSpecialists(
  assigner: string,
  lead: string,
  { complaints, lives }: { complaints: number; lives: number },
): Promise<string[]> {
  const held = complaints * (0.66 * (1 - lives) + 0.3 * lives);
  const count = Math.min(mostSpecialists, Math.max(1, Math.round(held / capacity)));
  const skills = categories.flatMap((category) => ['ru', 'en'].map((language) => ({ category, language })));
  const ids = Array.from({ length: count }, (_, nth) => `faults-${nth + 1}`);
  for (const id of ids) {
    const response = await fetch(`${assigner}/v1/specialists/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${lead}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Specialist ${id}`, skills, capacity }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`no specialist could be made: ${response.status}`);
  }
  return ids;
}

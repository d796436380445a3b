/** What a campaign's specialists can take: everything, so that room alone decides. */
const categories = [
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

const capacity = 40;
const mostSpecialists = 100;

/** Makes room for about two thirds of the complaints: the rest must wait in the pool. */
export async function makeSpecialists(assigner: string, lead: string, complaints: number): Promise<void> {
  const count = Math.min(mostSpecialists, Math.max(1, Math.round((complaints * 0.66) / capacity)));
  const skills = categories.flatMap((category) => ['ru', 'en'].map((language) => ({ category, language })));
  for (let nth = 1; nth <= count; nth += 1) {
    const response = await fetch(`${assigner}/v1/specialists/faults-${nth}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${lead}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Specialist ${nth}`, skills, capacity }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`no specialist could be made: ${response.status}`);
  }
}

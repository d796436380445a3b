import type { Chance } from '../chance.js';
import { cameTrue } from '../faults/wait.js';
import { plantedWord } from '../map.js';
import { postComplaint } from './ask.js';
import type { Caller } from './callers.js';
import { textWith } from './texts.js';

const patienceMs = 120_000;

/** Posts complaints until one is accepted, and waits until its owner sees that somebody has it or that it waits; in seconds. */
export async function untilFlowing(
  intake: () => string,
  caller: Caller,
  chance: Chance,
  signal: AbortSignal,
): Promise<number> {
  const began = Date.now();
  let id = '';
  const isAccepted = async (): Promise<boolean> => {
    const text = textWith(`${plantedWord}probe`, caller.language, chance);
    const answer = await postComplaint(intake(), { token: caller.token, body: { text } });
    if (answer.outcome === 'accepted') id = answer.acceptance.id;
    return id !== '';
  };
  const isRouted = async (): Promise<boolean> => {
    const headers = { authorization: `Bearer ${caller.token}` };
    const response = await fetch(`${intake()}/v1/complaints/${id}`, { headers, signal: AbortSignal.timeout(5_000) });
    const { status } = (await response.json()) as { status: string };
    return ['assigned', 'pooled', 'triage'].includes(status);
  };
  await cameTrue(isAccepted, patienceMs, signal);
  await cameTrue(isRouted, patienceMs, signal);
  return Math.round((Date.now() - began) / 100) / 10;
}

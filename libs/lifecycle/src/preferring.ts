import { type PreferencesChanged, templates } from '@redress/contracts';
import type { Outcome } from './effect.js';
import type { ComplaintState } from './state.js';

/** The customer's wishes as a whole, in place of those before. */
export function preferencesChanged(state: ComplaintState, { language, mails }: PreferencesChanged): Outcome {
  const said = templates.filter((template) => typeof mails[template] === 'boolean');
  const wanted = Object.fromEntries(said.map((template) => [template, mails[template]]));
  return { state: { ...state, preferences: { ...(language && { language }), mails: wanted } } };
}

import type { ComplaintState } from '@redress/lifecycle';

/** Somebody who is signed in. */
export interface Actor {
  sub: string;
  roles: readonly string[];
}

const leading = ['senior', 'lead'];
const leads = ({ roles }: Actor): boolean => roles.some((role) => leading.includes(role));

/** Whether somebody who sees a complaint may work on it: its holder (after the decision: who held it last), senior and lead. */
export function mayAct(actor: Actor, state: ComplaintState): boolean {
  return leads(actor) || state.specialistId === actor.sub;
}

/** While a person must say the category, whoever sees the complaint in the list of those may, too. */
export function mayCorrectCategory(actor: Actor, state: ComplaintState): boolean {
  return mayAct(actor, state) || (state.status === 'triage' && actor.roles.includes('specialist'));
}

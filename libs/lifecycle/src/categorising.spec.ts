import { describe, expect, it } from '@jest/globals';
import { ComplaintCategorised } from '@redress/contracts';
import {
  assigned,
  categorised,
  corrected,
  decided,
  escalated,
  pooled,
  reopened,
  submitted,
  triaged,
  verdict,
  withdrawn,
} from './events.for-spec.js';
import { effects, event, id, lastEffect, stateAfter } from './life.for-spec.js';

describe("the machine's category", () => {
  it('is kept with how sure it was and how complex the complaint is', () => {
    expect(stateAfter(submitted, categorised)).toMatchObject({
      category: 'withdrawals',
      tags: ['technical'],
      confidence: 0.9,
      complexity: 'complex',
      priority: 'high',
      decision: 'auto',
      categorisedBy: 'machine',
    });
  });

  it('is said once', () => {
    const again = event(ComplaintCategorised, { ...verdict, category: 'bonuses' });
    expect(effects(submitted, categorised, again)).toEqual(['took', 'took', 'already-categorised']);
    expect(stateAfter(submitted, categorised, again).category).toBe('withdrawals');
  });

  it("does not stand against a person's", () => {
    expect(lastEffect(submitted, corrected('bonuses'), categorised)).toBe('person-decided');
    expect(stateAfter(submitted, corrected('bonuses'), categorised).category).toBe('bonuses');
  });

  it('sends it to triage when the machine was not sure enough, and not into the pool', () => {
    expect(stateAfter(submitted, triaged).status).toBe('triage');
    expect(effects(submitted, triaged, pooled())).toEqual(['took', 'took', 'category-awaited']);
  });

  it('takes nothing out of the hands of its holder', () => {
    expect(stateAfter(submitted, assigned(1), triaged)).toMatchObject({ status: 'assigned', assignmentId: id(1) });
  });

  it('is a fact also of a complaint that was closed meanwhile, and opens nothing', () => {
    expect(stateAfter(submitted, withdrawn(), triaged)).toMatchObject({ status: 'closed', category: 'withdrawals' });
  });

  it('that must be looked at sends it to triage also when it was opened again meanwhile', () => {
    expect(stateAfter(submitted, withdrawn(), reopened(), triaged).status).toBe('triage');
    expect(stateAfter(submitted, withdrawn(), reopened(), categorised).status).toBe('reopened');
  });
});

describe("a person's category", () => {
  it("beats the machine's, and is no tag any more", () => {
    expect(stateAfter(submitted, categorised, corrected('technical'))).toMatchObject({
      category: 'technical',
      tags: [],
      categorisedBy: 'person',
      status: 'received',
    });
  });

  it('ends triage', () => {
    expect(stateAfter(submitted, triaged, corrected('withdrawals')).status).toBe('received');
    expect(stateAfter(submitted, triaged, withdrawn(), reopened(), corrected('bonuses')).status).toBe('reopened');
    const atStageTwo = [submitted, triaged, decided(), escalated()];
    expect(stateAfter(...atStageTwo).status).toBe('triage');
    expect(stateAfter(...atStageTwo, corrected('bonuses')).status).toBe('escalated');
  });

  it('takes it neither from its holder nor out of the pool', () => {
    expect(stateAfter(submitted, categorised, assigned(1), corrected('bonuses')).status).toBe('assigned');
    expect(stateAfter(submitted, categorised, pooled(), corrected('bonuses')).status).toBe('pooled');
  });

  it('may be corrected by another person, not repeated', () => {
    const twice = [submitted, corrected('bonuses'), corrected('deposits', 'olga')];
    expect(effects(...twice)).toEqual(['took', 'took', 'took']);
    expect(lastEffect(...twice, corrected('deposits'))).toBe('same-category');
  });

  it('may be the same as what the machine was not sure of', () => {
    expect(lastEffect(submitted, triaged, corrected('withdrawals'))).toBe('took');
  });

  it('is not said of a complaint that no more work is done on', () => {
    expect(lastEffect(submitted, categorised, withdrawn(), corrected('bonuses'))).toBe('not-open');
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  aCategoryCorrected,
  aComplaintAssigned,
  aComplaintEscalated,
  aComplaintReleased,
  aComplaintReopened,
  aComplaintSubmitted,
  aComplaintWithdrawn,
  aCustomerWrote,
  aDecisionCommunicated,
  aDuplicateLinked,
  aFinalResponseIssued,
  anInformationRequested,
  aPreferencesChanged,
  aReferredToAdr,
  aResolutionAccepted,
  aSpecialistWrote,
  aSurveyAnswered,
  aWorkStarted,
} from '@redress/testing';
import { follow } from './follow.js';
import { entryOf, withPending } from './history.js';
import { showEntry } from './show-complaint.js';
import { whoActed, whoSaid } from './who-said.js';

const submitted = aComplaintSubmitted();
const about = { subject: submitted.subject };
const took = { effect: 'took' } as const;

describe("a complaint's history", () => {
  it('shows at once what was said and not yet heard', () => {
    const { state, timeline } = withPending({ state: undefined, timeline: [] }, [submitted]);
    expect(state).toMatchObject({ status: 'received', reference: submitted.data.reference });
    expect(timeline).toMatchObject([{ id: submitted.id, type: 'complaint-submitted', effect: 'pending' }]);
  });

  it('counts an event once that was heard between two looks', () => {
    const { states, entries } = follow(new Map(), [submitted]);
    const heard = { state: states.get(submitted.subject), timeline: entries };
    expect(withPending(heard, [submitted])).toEqual(heard);
  });

  it('keeps sealed words apart from the facts', () => {
    const entry = entryOf(submitted, took);
    expect(entry.sealed).toBe(submitted.data.sealed);
    expect(entry.data).not.toHaveProperty('sealed');
  });

  it('follows events of several complaints and says which had no effect', () => {
    const other = aComplaintSubmitted({ reference: 'R-0000-0001' });
    const early = aWorkStarted({}, about);
    const { states, entries } = follow(new Map(), [early, submitted, other]);
    expect(entries.map(({ complaintId, effect }) => [complaintId, effect])).toEqual([
      [submitted.subject, 'void'],
      [submitted.subject, 'took'],
      [other.subject, 'took'],
    ]);
    expect([...states.keys()].sort()).toEqual([submitted.subject, other.subject].sort());
  });
});

describe('whose act an entry was', () => {
  const assignment = { assignmentId: crypto.randomUUID() };
  const timelineOf = (...events: Parameters<typeof entryOf>[0][]) => events.map((event) => entryOf(event, took));

  it("is the customer's, the machine's and the specialist's", () => {
    const assigned = aComplaintAssigned({ ...assignment, specialistId: 'ivan', by: 'rule' }, about);
    const timeline = timelineOf(submitted, assigned, aWorkStarted(assignment, about));
    expect(whoSaid(timeline)).toEqual(['customer', 'redress', 'ivan']);
  });

  it('is the one who claimed it, and who handed it over', () => {
    const assigned = aComplaintAssigned({ ...assignment, specialistId: 'olga', by: 'claim' }, about);
    const released = aComplaintReleased({ ...assignment, reason: 'handed-over' }, about);
    expect(whoSaid(timelineOf(submitted, assigned, released))).toEqual(['customer', 'olga', 'olga']);
  });

  it('is the giver of what was handed over to somebody, never the receiver', () => {
    const first = { assignmentId: crypto.randomUUID() };
    const held = aComplaintAssigned({ ...first, specialistId: 'ivan', by: 'rule' }, about);
    const released = aComplaintReleased({ ...first, reason: 'handed-over' }, about);
    const given = aComplaintAssigned(
      { ...assignment, specialistId: 'olga', by: 'claim', reasons: ['handed-over'] },
      about,
    );
    const started = aWorkStarted(assignment, about);
    expect(whoSaid(timelineOf(held, released, given, started))).toEqual(['redress', 'ivan', 'ivan', 'olga']);
    expect(whoSaid(timelineOf(released, given))).toEqual(['redress', 'staff']);
    expect(whoSaid(timelineOf(held, released, held, given)).at(-1)).toBe('staff');
  });

  it('is a lead who decided over somebody', () => {
    const assigned = aComplaintAssigned({ ...assignment, specialistId: 'olga', by: 'lead' }, about);
    const released = aComplaintReleased({ ...assignment, reason: 'reassigned' }, about);
    expect(whoSaid(timelineOf(assigned, released))).toEqual(['lead', 'lead']);
    expect(whoActed(timelineOf(assigned, released))).toEqual(['lead', 'lead']);
  });

  it('is that very lead to who may know, and a lead or the machine to everybody else', () => {
    const actor = 'lena';
    const timeline = timelineOf(
      aComplaintAssigned({ ...assignment, specialistId: 'olga', by: 'lead', actor }, about),
      aComplaintReleased({ ...assignment, reason: 'reassigned', actor }, about),
      aComplaintReleased({ ...assignment, reason: 'retired', actor }, about),
    );
    expect(whoActed(timeline)).toEqual(['lena', 'lena', 'lena']);
    const by = whoSaid(timeline);
    expect(by).toEqual(['lead', 'lead', 'redress']);
    const shown = timeline.map((entry, nth) => showEntry({ ...entry, by: by[nth] as string }, new Map()));
    expect(shown.map(({ data }) => data)).toEqual(timeline.map(({ data: { actor: _lead, ...data } }) => data));
  });

  it("is the customer's who wrote, came back or gave up, and the named member of staff's who answered", () => {
    const customers = [
      aCustomerWrote({}, about),
      aResolutionAccepted({}, about),
      aComplaintReopened({}, about),
      aComplaintEscalated({}, about),
      aComplaintWithdrawn({}, about),
      aSurveyAnswered({}, about),
      aPreferencesChanged({}, about),
    ];
    expect(new Set(whoSaid(timelineOf(...customers)))).toEqual(new Set(['customer']));
    const staff = [
      aCategoryCorrected({ by: 'maria' }, about),
      aSpecialistWrote({ by: 'maria' }, about),
      anInformationRequested({ by: 'maria' }, about),
      aDecisionCommunicated({ by: 'maria' }, about),
      aFinalResponseIssued({ by: 'maria' }, about),
      aReferredToAdr({ by: 'maria' }, about),
      aDuplicateLinked({ by: 'maria' }, about),
    ];
    expect(new Set(whoSaid(timelineOf(...staff)))).toEqual(new Set(['maria']));
  });

  it('is the machine when the assignment is not known', () => {
    expect(whoSaid(timelineOf(aWorkStarted({}, about)))).toEqual(['redress']);
  });
});

import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { JournalEvent } from '@redress/contracts';
import { type ComplaintState, fold } from '@redress/lifecycle';
import {
  aComplaintAssigned,
  aComplaintCategorised,
  aComplaintEscalated,
  aComplaintReleased,
  aComplaintReopened,
  aComplaintSubmitted,
  aComplaintWithdrawn,
  aCustomerWrote,
  aDecisionCommunicated,
  aDuplicateLinked,
  aFinalResponseIssued,
  aNoteWritten,
  anInformationRequested,
  aPreferencesChanged,
  aReferredToAdr,
  aResolutionAccepted,
  aSpecialistWrote,
  aSurveyAnswered,
  aWorkStarted,
} from '@redress/testing';
import { type Owing, owedFor } from './owing.js';

/** What each event of one life owes. */
function owedIn(...life: JournalEvent[]): Owing[][] {
  let state: ComplaintState | undefined;
  return life.map((event) => {
    const folded = fold(state, event);
    state = folded.state;
    return owedFor(event, folded);
  });
}
const mailsIn = (...life: JournalEvent[]): string[] =>
  owedIn(...life).map((owed) => owed.map(({ template }) => template).join(' + '));

const [first, second] = [randomUUIDv7(), randomUUIDv7()];
const submitted = aComplaintSubmitted();
const assigned = aComplaintAssigned({ assignmentId: first });
const again = aComplaintAssigned({ assignmentId: second, specialistId: 'olga' });
const decided = aDecisionCommunicated({ by: 'ivan', sealed: 'v1.decision' });
const ofStageTwo = aDecisionCommunicated({ by: 'olga' });

describe('the customer is owed', () => {
  it('a mail for every moment of an ordinary life', () => {
    const request = anInformationRequested();
    const answer = aCustomerWrote({ requestId: request.data.requestId });
    expect(
      mailsIn(submitted, aComplaintCategorised(), assigned, aWorkStarted({ assignmentId: first }), request, answer),
    ).toEqual(['received', '', 'assigned', '', 'information-requested', '']);
    expect(mailsIn(submitted, assigned, aSpecialistWrote(), decided, aResolutionAccepted(), aSurveyAnswered())).toEqual(
      ['received', 'assigned', 'specialist-wrote', 'decision', 'closed + survey', ''],
    );
  });

  it('word that somebody works on it once per episode, whoever it is', () => {
    const released = aComplaintReleased({ assignmentId: first });
    expect(mailsIn(submitted, assigned, released, again)).toEqual(['received', 'assigned', '', '']);
    expect(mailsIn(submitted, assigned, decided, aComplaintReopened(), again).slice(3)).toEqual([
      'reopened',
      'assigned',
    ]);
  });

  it('word of stage two, of its end and of where the complaint went then', () => {
    const life = [submitted, assigned, decided, aComplaintEscalated(), again];
    expect(mailsIn(...life, aFinalResponseIssued({ by: 'olga' }), aReferredToAdr()).slice(3)).toEqual([
      'escalated',
      '',
      'closed + survey',
      'referred',
    ]);
  });

  it('no question about how it went by whoever withdrew it, or answered that before', () => {
    expect(mailsIn(submitted, aComplaintWithdrawn())).toEqual(['received', 'closed']);
    const life = [submitted, assigned, decided, aResolutionAccepted(), aSurveyAnswered(), aComplaintReopened(), again];
    expect(mailsIn(...life, ofStageTwo, aResolutionAccepted({ episode: 2 })).at(-1)).toBe('closed');
  });

  it('word that the same was told before, each time it is another complaint', () => {
    expect(mailsIn(submitted, aDuplicateLinked(), aDuplicateLinked())).toEqual(['received', 'duplicate', 'duplicate']);
  });

  it('nothing for what only staff write or only preferences change', () => {
    expect(mailsIn(submitted, aNoteWritten(), aPreferencesChanged())).toEqual(['received', '', '']);
  });
});

describe('nothing is owed for what did not take', () => {
  it.each<[string, JournalEvent[]]>([
    ['a decision after the withdrawal', [submitted, assigned, aComplaintWithdrawn(), decided]],
    ['a withdrawal of another episode', [submitted, aComplaintWithdrawn({ episode: 2 })]],
    ['a second decision', [submitted, assigned, decided, aDecisionCommunicated()]],
    [
      'a decision under an assignment that is over',
      [
        submitted,
        assigned,
        aComplaintReleased({ assignmentId: first }),
        again,
        aDecisionCommunicated({ assignmentId: first }),
      ],
    ],
    ['a request while another waits', [submitted, assigned, anInformationRequested(), anInformationRequested()]],
    ['a submission said again', [submitted, aComplaintSubmitted()]],
    ['a message before the submission', [aSpecialistWrote()]],
    ['a message after the end', [submitted, aComplaintWithdrawn(), aSpecialistWrote()]],
  ])('%s', (_what, life) => {
    expect(mailsIn(...life).at(-1)).toBe('');
  });
});

describe('a letter', () => {
  const last = (...life: JournalEvent[]): Owing | undefined => owedIn(...life).at(-1)?.[0];

  it("carries staff's words, and no customer's", () => {
    expect(last(submitted, assigned, decided)).toMatchObject({
      sealed: 'v1.decision',
      told: { outcome: expect.any(String) },
    });
    expect(last(submitted)?.sealed).toBeUndefined();
    expect(last(submitted, assigned, decided, aComplaintReopened())?.sealed).toBeUndefined();
    expect(last(submitted, assigned, decided, aComplaintEscalated())?.sealed).toBeUndefined();
  });

  it('names the promise while it is one', () => {
    const late = aComplaintAssigned({}, { time: '2026-11-24T19:05:01.000Z' });
    expect(last(submitted)?.told.isPromised).toBe(true);
    expect(last(submitted, assigned)?.told.isPromised).toBe(true);
    expect(last(submitted, late)?.told.isPromised).toBe(false);
    expect(last(submitted, assigned, decided, aComplaintReopened(), again)?.told.isPromised).toBe(false);
  });
});

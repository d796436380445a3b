import { describe, expect, it } from '@jest/globals';
import { noteAnswer } from './src/driver/lives/note-answer.js';
import type { Answer } from './src/driver/lives/request.js';
import type { ToldAct } from './src/driver/lives/told-act.js';

const complaintId = '01890a5d-ac96-774b-bcce-b302099a8057';
const open: Answer = { outcome: 'unknown' };
const away: Answer = { outcome: 'away' };
const accepted: Answer = { outcome: 'accepted', status: 202, body: '{}' };
const refused = (status: number): Answer => ({ outcome: 'refused', status, body: '{}' });

function told(event: string, ...answers: Answer[]): ToldAct['outcome'] {
  const act: ToldAct = { complaintId, service: 'desk', event, outcome: 'unknown' };
  for (const answer of answers) noteAnswer(act, answer);
  return act.outcome;
}

describe('what an act was answered in the end', () => {
  it('is refused when it is refused after tries without an answer: the key would have told of one that took effect', () => {
    expect(told('decision-communicated', open, refused(409))).toBe('refused');
    expect(told('decision-communicated', open, refused(404))).toBe('refused');
    expect(told('category-corrected', open, refused(403))).toBe('refused');
  });

  it('stays unknown when a category may have been said, and whoever said it sees the complaint no longer', () => {
    expect(told('category-corrected', open, refused(404))).toBe('unknown');
    expect(told('category-corrected', refused(404))).toBe('refused');
    expect(told('category-corrected', away, refused(404))).toBe('refused');
  });

  it('stays accepted whatever comes after', () => {
    expect(told('category-corrected', open, accepted, refused(404))).toBe('accepted');
  });
});

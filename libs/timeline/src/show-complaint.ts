import { labelLanguage } from '@redress/bootstrap';
import { type ComplaintState, label } from '@redress/lifecycle';
import type { ComplaintView, TimelineEntryView } from './complaint.view.js';
import type { OpenedWords } from './open-words.js';
import type { KnownComplaint, SpokenEntry } from './timelines.js';
import { whoSaid } from './who-said.js';

/** One entry as it is shown, with its words as far as they were opened; which lead acted is for the audit alone. */
export function showEntry(
  { id, type, at, by, effect, reason, data: { actor: _lead, ...data } }: SpokenEntry,
  words: OpenedWords,
): TimelineEntryView {
  const said = words.get(id);
  const text = said?.text ?? said?.reason;
  return { id, type, at, by, ...(text !== undefined && { text }), effect, ...(reason && { reason }), data };
}

/** A complaint in the reader's language: `acceptLanguage`, else its own. */
export function showComplaint(
  { id, state, timeline }: KnownComplaint & { state: ComplaintState },
  words: OpenedWords,
  acceptLanguage?: string,
): ComplaintView {
  const { reference, status, episode, stage, language, category, tags, confidence, complexity, priority } = state;
  const submission = timeline.find(({ type }) => type === 'complaint-submitted');
  const speakers = whoSaid(timeline);
  return {
    id,
    reference,
    status,
    episode,
    stage: stage ?? 1,
    ...(state.closedBecause && { closedBecause: state.closedBecause }),
    label: label(status, labelLanguage(acceptLanguage, language)),
    language,
    text: (submission && words.get(submission.id)?.text) ?? '',
    ...(category && { category, tags, confidence, complexity, priority }),
    receivedAt: state.receivedAt,
    promisedBy: state.promisedBy,
    ...(state.specialistId && { specialist: state.specialistId }),
    ...(state.outcome && { outcome: state.outcome }),
    ...(state.redress && { redress: state.redress }),
    ...(state.openRequestId && { openRequestId: state.openRequestId }),
    ...(state.duplicateOf && { duplicateOf: state.duplicateOf }),
    ...(state.follows && { follows: state.follows }),
    timeline: timeline.map((entry, nth) => showEntry({ ...entry, by: speakers[nth] as string }, words)),
  };
}

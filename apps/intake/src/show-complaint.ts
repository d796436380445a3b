import { labelLanguage } from '@redress/bootstrap';
import { type ComplaintState, label } from '@redress/lifecycle';
import type { ComplaintView, TimelineEntryView } from './complaint.view.js';
import type { TimelineEntry } from './domain/history.js';
import { whoSaid } from './domain/who-said.js';

/** Opened words by event id; redacted ones are not in it. */
export type OpenedWords = Map<string, { text?: string }>;

function showTimeline(timeline: TimelineEntry[], words: OpenedWords): TimelineEntryView[] {
  const speakers = whoSaid(timeline);
  return timeline.map(({ id, type, at, effect, reason, data }, nth) => {
    const text = words.get(id)?.text;
    return {
      id,
      type,
      at,
      by: speakers[nth] ?? '',
      ...(text !== undefined && { text }),
      effect,
      ...(reason && { reason }),
      data,
    };
  });
}

/** A complaint in the reader's language. */
export function showComplaint(
  { id, state, timeline }: { id: string; state: ComplaintState; timeline: TimelineEntry[] },
  words: OpenedWords,
  acceptLanguage?: string,
): ComplaintView {
  const { reference, status, language, category, tags, confidence, complexity, priority } = state;
  const submission = timeline.find(({ type }) => type === 'complaint-submitted');
  return {
    id,
    reference,
    status,
    label: label(status, labelLanguage(acceptLanguage, language)),
    language,
    text: (submission && words.get(submission.id)?.text) ?? '',
    ...(category && { category, tags, confidence, complexity, priority }),
    receivedAt: state.receivedAt,
    promisedBy: state.promisedBy,
    ...(state.specialistId && { specialist: state.specialistId }),
    timeline: showTimeline(timeline, words),
  };
}

import type { CategoryCorrected, ComplaintAssigned, ComplaintCategorised } from '@redress/contracts';

/** What of a timeline's entry tells why. */
export interface Told {
  id: string;
  type: string;
  at: string;
  effect: string;
  data: Record<string, unknown>;
}

function last<Data>(timeline: readonly Told[], type: string): (Omit<Told, 'data'> & { data: Data }) | undefined {
  return timeline.findLast((entry) => entry.type === type && entry.effect !== 'void') as never;
}

/** Why a complaint has its category: what the machine made of which words, and the person who knew better, and why. */
export function whyCategory(
  timeline: readonly Told[],
  text: string,
  reasonOf: (eventId: string) => string | undefined,
) {
  const machine = last<Omit<ComplaintCategorised, 'sealed'>>(timeline, 'complaint-categorised');
  const person = last<Omit<CategoryCorrected, 'sealed'>>(timeline, 'category-corrected');
  if (!machine && !person) return undefined;
  const reason = person && reasonOf(person.id);
  return {
    ...(machine && { suggested: suggestion(machine.data, text) }),
    ...(person && {
      corrected: { category: person.data.category, by: person.data.by, at: person.at, ...(reason && { reason }) },
    }),
  };
}

function suggestion({ category, confidence, decision, model, spans }: ComplaintCategorised, text: string) {
  return {
    category,
    confidence,
    decision,
    model,
    spans: spans.map(({ start, end, weight }) => ({ start, end, weight, words: text.slice(start, end) })),
  };
}

/** Why its holder, or who held it last, was given it. */
export function whyHolder(timeline: readonly Told[]) {
  const given = last<ComplaintAssigned>(timeline, 'complaint-assigned');
  if (!given) return undefined;
  const { specialistId: specialist, assignmentId, by, reasons } = given.data;
  return { specialist, assignmentId, by, reasons, at: given.at };
}

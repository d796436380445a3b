import type { TimelineEntry } from './history.js';

type Facts = Record<string, unknown>;

/** The machine; also whoever it speaks for when nobody is named. */
const machine = 'redress';

/** Who holds by which assignment, as far as a timeline tells. */
function holders(timeline: TimelineEntry[]): Map<unknown, string> {
  return new Map(
    timeline
      .filter(({ type }) => type === 'complaint-assigned')
      .map(({ data }) => [data.assignmentId, String(data.specialistId)]),
  );
}

const customer = () => 'customer';
/** A member of staff, who is named. */
const named = ({ by }: Facts) => String(by);

const speakers: Record<string, (facts: Facts, holder: string) => string> = {
  'complaint-submitted': customer,
  'customer-wrote': customer,
  'resolution-accepted': customer,
  'complaint-reopened': customer,
  'complaint-withdrawn': customer,
  'complaint-escalated': customer,
  'survey-answered': customer,
  'category-corrected': named,
  'specialist-wrote': named,
  'note-written': named,
  'information-requested': named,
  'decision-communicated': named,
  'final-response-issued': named,
  'referred-to-adr': named,
  'duplicate-linked': named,
  'complaint-assigned': ({ by, specialistId }) =>
    by === 'claim' ? String(specialistId) : by === 'lead' ? 'lead' : machine,
  'complaint-released': ({ reason }, holder) =>
    reason === 'handed-over' ? holder : reason === 'reassigned' ? 'lead' : machine,
  'work-started': (_facts, holder) => holder,
};

/** Whose act each entry of a timeline was, in its order: `customer`, the id of a member of staff, `lead`, or `redress` for the machine. */
export function whoSaid(timeline: TimelineEntry[]): string[] {
  const byAssignment = holders(timeline);
  return timeline.map(({ type, data }) => {
    const holder = byAssignment.get(data.assignmentId) ?? machine;
    return speakers[type]?.(data, holder) ?? machine;
  });
}

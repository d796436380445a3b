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

/** A member of staff whom the timeline does not name. */
const somebody = 'staff';

/** Who gave a complaint to somebody else: they are named by what they gave up for it, right before. */
function giver(timeline: TimelineEntry[], given: number, byAssignment: Map<unknown, string>): string {
  const before = timeline.slice(0, given).findLast(({ type }) => /^complaint-(assigned|released)$/.test(type));
  const gaveUp = before?.type === 'complaint-released' && before.data.reason === 'handed-over';
  return (gaveUp && byAssignment.get(before.data.assignmentId)) || somebody;
}

const isHandedOver = ({ by, reasons }: Facts) =>
  by === 'claim' && Array.isArray(reasons) && reasons.includes('handed-over');

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
  'preferences-changed': customer,
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

/**
 * Whose act each entry of a timeline was, in its order: `customer`, the id of a member of staff, `lead`, `staff` for a
 * member of staff who is not named, or `redress` for the machine.
 */
export function whoSaid(timeline: TimelineEntry[]): string[] {
  const byAssignment = holders(timeline);
  return timeline.map(({ type, data }, nth) => {
    if (type === 'complaint-assigned' && isHandedOver(data)) return giver(timeline, nth, byAssignment);
    const holder = byAssignment.get(data.assignmentId) ?? machine;
    return speakers[type]?.(data, holder) ?? machine;
  });
}

/** As `whoSaid`, and a lead by id, where the event tells it: for who may know which lead it was. */
export function whoActed(timeline: TimelineEntry[]): string[] {
  const said = whoSaid(timeline);
  return timeline.map(({ data: { actor } }, nth) => (typeof actor === 'string' ? actor : (said[nth] as string)));
}

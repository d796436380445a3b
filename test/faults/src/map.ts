/** The checker's own copy of who says and hears what: a mistake in the project's map must not become one here. */
export const services = ['intake', 'categoriser', 'assigner', 'notifier', 'desk'] as const;
export type Service = (typeof services)[number];

/** What each consumer group hears. */
export const groups: Readonly<Record<string, string>> = {
  intake: 'complaints',
  'intake-submissions': 'submissions',
  categoriser: 'complaints',
  assigner: 'complaints',
  notifier: 'complaints',
  desk: 'complaints',
  'desk-specialists': 'specialists',
};

interface Spoken {
  saidBy: Service;
  /** Who reads it, the speaker included. */
  readBy: readonly Service[];
}

/** Read by whoever keeps a complaint's whole life. */
const everybody: readonly Service[] = ['intake', 'assigner', 'notifier', 'desk'];
/** What says nothing of who holds a complaint. */
const notAssigner: readonly Service[] = ['intake', 'notifier', 'desk'];

/** By kebab name. */
export const spoken: Readonly<Record<string, Spoken>> = {
  'complaint-submitted': { saidBy: 'intake', readBy: services },
  'complaint-categorised': { saidBy: 'categoriser', readBy: [...everybody, 'categoriser'] },
  'category-corrected': { saidBy: 'desk', readBy: everybody },
  'complaint-pooled': { saidBy: 'assigner', readBy: everybody },
  'complaint-assigned': { saidBy: 'assigner', readBy: everybody },
  'complaint-released': { saidBy: 'assigner', readBy: everybody },
  'work-started': { saidBy: 'assigner', readBy: everybody },
  'customer-wrote': { saidBy: 'intake', readBy: everybody },
  'specialist-wrote': { saidBy: 'desk', readBy: notAssigner },
  'note-written': { saidBy: 'desk', readBy: ['notifier', 'desk'] },
  'information-requested': { saidBy: 'desk', readBy: everybody },
  'decision-communicated': { saidBy: 'desk', readBy: everybody },
  'final-response-issued': { saidBy: 'desk', readBy: everybody },
  'referred-to-adr': { saidBy: 'desk', readBy: notAssigner },
  'duplicate-linked': { saidBy: 'desk', readBy: notAssigner },
  'resolution-accepted': { saidBy: 'intake', readBy: everybody },
  'complaint-reopened': { saidBy: 'intake', readBy: everybody },
  'complaint-withdrawn': { saidBy: 'intake', readBy: everybody },
  'complaint-escalated': { saidBy: 'intake', readBy: everybody },
  'survey-answered': { saidBy: 'intake', readBy: notAssigner },
  'preferences-changed': { saidBy: 'intake', readBy: notAssigner },
  'way-in-requested': { saidBy: 'intake', readBy: ['intake', 'notifier'] },
};

/** What is no customer's act on a complaint, and stands in no timeline of intake's. */
export const unshown: readonly string[] = ['preferences-changed', 'way-in-requested'];

/** `redress.<kebab>.v1` → the kebab name, when it is one of those. */
export function nameOfType(type: string): string | undefined {
  const name = /^redress\.([a-z-]+)\.v1$/.exec(type)?.[1];
  return name !== undefined && name in spoken ? name : undefined;
}

export const typeOf = (name: string): string => `redress.${name}.v1`;

/** Topics that carry words in clear by design. */
export const clearTopics: readonly string[] = ['submissions'];

/**
 * In every personal word of the campaign: texts, addresses, customers' ids. Nothing else holds it, so that finding it
 * where no word may be is finding a leak.
 */
export const plantedWord = 'vq7hush';

/** On every record that the campaign itself put on the journal to disturb: the kind of poison. */
export const poisonHeader = 'x-faults';

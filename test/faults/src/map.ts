/** The checker's own copy of who says and hears what: a mistake in the project's map must not become one here. */
export const services = ['intake', 'categoriser', 'assigner', 'notifier'] as const;
export type Service = (typeof services)[number];

/** What each consumer group hears. */
export const groups: Readonly<Record<string, string>> = {
  intake: 'complaints',
  'intake-submissions': 'submissions',
  categoriser: 'complaints',
  assigner: 'complaints',
  notifier: 'complaints',
};

interface Spoken {
  saidBy: Service;
  /** Who reads it, the speaker included. */
  readBy: readonly Service[];
}

/** By kebab name. */
export const spoken: Readonly<Record<string, Spoken>> = {
  'complaint-submitted': { saidBy: 'intake', readBy: ['intake', 'categoriser', 'assigner', 'notifier'] },
  'complaint-categorised': { saidBy: 'categoriser', readBy: ['intake', 'categoriser', 'assigner'] },
  'complaint-pooled': { saidBy: 'assigner', readBy: ['intake', 'assigner'] },
  'complaint-assigned': { saidBy: 'assigner', readBy: ['intake', 'assigner', 'notifier'] },
  'complaint-released': { saidBy: 'assigner', readBy: ['intake', 'assigner'] },
  'work-started': { saidBy: 'assigner', readBy: ['intake', 'assigner'] },
};

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

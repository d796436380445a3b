const day = 24 * 60 * 60 * 1000;

/** What the map says of one topic. */
export interface TopicEntry {
  name: string;
  key: string;
  /** Services, or who else: the channels upstream. */
  saidBy: readonly string[];
  heardBy: readonly string[];
  /** How long records stay: milliseconds, or the latest per key for ever. */
  kept: number | 'compacted';
  meaning: string;
}

/** The same for every topic and for ever: partitions are chosen by key, and order per key depends on it. */
export const partitionCount = 12;

/** The map of topics. The broker's topics are made from it. */
export const topics = {
  submissions: {
    name: 'submissions',
    key: '`<channel>:<id>`',
    saidBy: ['upstream channels'],
    heardBy: ['intake'],
    kept: 7 * day,
    meaning: 'Complaints as channels send them, in clear, each under an id of the channel.',
  },
  'submission-verdicts': {
    name: 'submission-verdicts',
    key: '`<channel>:<id>`',
    saidBy: ['intake'],
    heardBy: ['upstream channels'],
    kept: 7 * day,
    meaning: 'What became of each submission: accepted with a reference, or refused with every reason.',
  },
  complaints: {
    name: 'complaints',
    key: 'complaint id',
    saidBy: ['intake', 'categoriser', 'assigner', 'desk'],
    heardBy: ['intake', 'categoriser', 'assigner', 'notifier', 'desk', 'analytics'],
    kept: 400 * day,
    meaning: 'The journal: every event of one complaint, of every type, in one order.',
  },
  specialists: {
    name: 'specialists',
    key: 'specialist id',
    saidBy: ['assigner'],
    heardBy: ['desk', 'everybody else'],
    kept: 'compacted',
    meaning: "A specialist's whole current state: skills, capacity, shifts.",
  },
  assignments: {
    name: 'assignments',
    key: 'specialist id',
    saidBy: ['assigner'],
    heardBy: ["specialists' own tools", 'desk displays'],
    kept: 'compacted',
    meaning: "A specialist's whole current queue.",
  },
  notifications: {
    name: 'notifications',
    key: 'complaint id',
    saidBy: ['notifier'],
    heardBy: ['analytics'],
    kept: 90 * day,
    meaning: 'What became of every notice: queued, sent, failed, bounced, suppressed, uncertain, and why.',
  },
} as const satisfies Record<string, TopicEntry>;

export type Topic = keyof typeof topics;

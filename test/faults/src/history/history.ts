import type { ToldAct } from '../driver/lives/told-act.js';
import type { Told } from '../driver/told.js';
import type { Service } from '../map.js';
import type { TopicRecord } from './read-topics.js';

/** One line of a timeline. */
export interface SeenEntry {
  id: string;
  type: string;
  effect: 'took' | 'void' | 'pending';
}

/** What of a complaint every page of it shows. */
export interface SeenLife {
  id: string;
  status: string;
  episode: number;
  stage: number;
  category?: string;
  specialist?: string;
  outcome?: string;
  closedBecause?: string;
  duplicateOf?: string;
  timeline: SeenEntry[];
}

/** A complaint as its owner sees it over HTTP. */
export interface SeenComplaint extends SeenLife {
  reference: string;
  customer: string;
  promisedBy: string;
  text: string;
}

/** What a specialist sees as the own queue. */
export interface SeenQueue {
  specialistId: string;
  complaintIds: string[];
}

/** A complaint as the assigner's tables have it. */
export interface RoutedComplaint {
  complaintId: string;
  status: string;
  specialistId: string | null;
  assignmentId: string | null;
}

export interface SpecialistRow {
  specialistId: string;
  capacity: number;
  openCount: number;
}

export interface NoticeRow {
  noticeId: string;
  complaintId: string;
  causationId: string;
  template: string;
  state: string;
}

/** A mail as it arrived. */
export interface Letter {
  notice: string;
  template: string;
  to: string;
}

export interface ParkedRecord {
  partition: number;
  offset: number;
  reason: string;
}

/** What the tables of all services hold, read by a superuser. */
export interface Tables {
  /** Ids of the complaints that intake owns, with whose they are. */
  owned: { complaintId: string; customer: string }[];
  /** What intake's timeline shows. */
  timeline: { complaintId: string; eventId: string }[];
  routed: RoutedComplaint[];
  specialists: SpecialistRow[];
  notices: NoticeRow[];
  parked: Record<Service, ParkedRecord[]>;
  /** Where the records lay that an operator gave up for good. */
  discarded: Record<Service, Omit<ParkedRecord, 'reason'>[]>;
  unsaid: Record<Service, number>;
}

/** Everything the checker knows of a campaign that has come to rest. The checks are pure functions of it. */
export interface History {
  told: Told[];
  /** By bare name; by partition, in offset order. */
  topics: Map<string, TopicRecord[]>;
  seen: SeenComplaint[];
  /** The desk's pages of the complaints, as a lead sees them; of whom there is none, it answered that there is none. */
  desk: SeenLife[];
  queues: SeenQueue[];
  /** Everything that anybody did about a complaint after it was accepted. */
  acts: ToldAct[];
  tables: Tables;
  letters: Letter[];
  /** Places outside topics where a planted word was found, such as a log file and its line. */
  leaks: string[];
  /** Alarms in the services' logs that only a broken promise can explain. */
  alarms: string[];
  logs: number;
  /** How often the notifier, or the database beneath it, was killed, stopped or held. */
  jolts: number;
  rest: Rest;
  /** Nothing was done to the deployment: then nothing has a reason to be said twice either. */
  calm: boolean;
  /** Seconds from the end of each fault until complaints went all the way again, where it was asked. */
  flows: number[];
  /** How many it may take. */
  flowSeconds?: number;
}

/** How the deployment came to rest. */
export interface Rest {
  /** What was still waited for when the time was over; empty: everything came to rest. */
  waitedFor: string[];
  /** By group: records that it has not taken, as the broker knows it. */
  lag: Record<string, number>;
}

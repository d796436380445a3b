import type { Said } from './journal.js';

/** What a complaint's events come to, by the rules as they are told to people. */
export interface Life {
  status: string;
  episode: number;
  stage: number;
  category?: string;
  isPersonsCategory: boolean;
  /** The machine was not sure of the category, and nobody has said it since. */
  isTriaged: boolean;
  assignment?: string;
  /** Its holder; once it is decided or closed, whoever held it last. */
  specialist?: string;
  /** Every assignment of the episode. */
  given: string[];
  request?: string;
  outcome?: string;
  /** Who decided at stage one, in any episode. */
  stageOneBy: string[];
  closedBecause?: string;
  referred?: boolean;
  duplicateOf?: string;
  surveyed?: boolean;
  /** Letters that the customer does not want, by name. */
  unwanted: string[];
}

interface Rule {
  /** Whether the event takes. */
  takes(life: Life, event: Said): boolean;
  /** What it changes, when it takes. */
  changes?(life: Life, event: Said): void;
}

export const isOver = ({ status }: Life): boolean => status === 'resolved' || status === 'closed';
const isHeldBy = (life: Life, { data }: Said): boolean =>
  !isOver(life) && life.assignment !== undefined && life.assignment === data.assignmentId;
const isOfEpisode = (life: Life, { data }: Said): boolean => data.episode === life.episode;

/** The status of what is open and in nobody's hands. */
function freeStatus({ isTriaged, stage, episode }: Life): string {
  if (isTriaged) return 'triage';
  if (stage === 2) return 'escalated';
  return episode > 1 ? 'reopened' : 'received';
}

function stop(life: Life, status: string, because?: string): void {
  life.status = status;
  life.assignment = undefined;
  life.request = undefined;
  life.closedBecause = because;
}

function beginAnew(life: Life): void {
  life.specialist = undefined;
  life.closedBecause = undefined;
}

const isOfItsAssignment = ({ assignment }: Life, { data }: Said): boolean =>
  data.assignmentId === undefined || data.assignmentId === assignment;
const mayDecide = (life: Life, event: Said): boolean =>
  !isOver(life) &&
  isOfItsAssignment(life, event) &&
  (event.data.episode === undefined || isOfEpisode(life, event)) &&
  !(life.stage === 2 && life.stageOneBy.includes(String(event.data.by)));
const isNotClosed = ({ status }: Life): boolean => status !== 'closed';

const rules: Readonly<Record<string, Rule>> = {
  'complaint-categorised': {
    takes: ({ category, isPersonsCategory }) => category === undefined && !isPersonsCategory,
    changes(life, { data }) {
      life.category = String(data.category);
      life.isTriaged = data.decision === 'triage';
      if (life.isTriaged && ['received', 'reopened', 'escalated'].includes(life.status)) life.status = 'triage';
    },
  },
  'category-corrected': {
    takes: (life, { data }) => !isOver(life) && !(life.isPersonsCategory && life.category === data.category),
    changes(life, { data }) {
      life.category = String(data.category);
      life.isPersonsCategory = true;
      life.isTriaged = false;
      if (life.status === 'triage') life.status = freeStatus(life);
    },
  },
  'complaint-pooled': {
    takes: (life, event) =>
      !isOver(life) &&
      isOfEpisode(life, event) &&
      life.assignment === undefined &&
      !['triage', 'pooled'].includes(life.status),
    changes(life) {
      life.status = 'pooled';
    },
  },
  'complaint-assigned': {
    takes: (life, { data }) =>
      !isOver(life) && life.assignment === undefined && !life.given.includes(String(data.assignmentId)),
    changes(life, { data }) {
      life.status = 'assigned';
      life.assignment = String(data.assignmentId);
      life.specialist = String(data.specialistId);
      life.given.push(life.assignment);
    },
  },
  'complaint-released': {
    takes: isHeldBy,
    changes(life) {
      life.assignment = undefined;
      life.specialist = undefined;
      life.request = undefined;
      life.status = freeStatus(life);
    },
  },
  'work-started': {
    takes: (life, event) => isHeldBy(life, event) && life.status === 'assigned',
    changes(life) {
      life.status = 'in-progress';
    },
  },
  'customer-wrote': {
    takes: isNotClosed,
    changes(life, { data }) {
      if (life.request === undefined || data.requestId !== life.request) return;
      life.request = undefined;
      life.status = 'in-progress';
    },
  },
  'specialist-wrote': { takes: isNotClosed },
  'note-written': { takes: () => true },
  'preferences-changed': {
    takes: () => true,
    changes(life, { data }) {
      const said = Object.entries((data.mails ?? {}) as Record<string, unknown>);
      life.unwanted = said.filter(([, isWanted]) => isWanted === false).map(([template]) => template);
    },
  },
  'information-requested': {
    takes: (life, event) =>
      !isOver(life) &&
      life.assignment !== undefined &&
      isOfItsAssignment(life, event) &&
      life.status !== 'waiting-for-customer',
    changes(life, { data }) {
      life.status = 'waiting-for-customer';
      life.request = String(data.requestId);
    },
  },
  'decision-communicated': {
    takes: mayDecide,
    changes(life, { data }) {
      stop(life, 'resolved');
      life.outcome = String(data.outcome);
      if (life.stage === 1) life.stageOneBy = [...life.stageOneBy, String(data.by)];
    },
  },
  'final-response-issued': { takes: mayDecide, changes: (life) => stop(life, 'closed', 'final-response') },
  'resolution-accepted': {
    takes: (life, event) => life.status === 'resolved' && isOfEpisode(life, event),
    changes: (life) => stop(life, 'closed', 'accepted'),
  },
  'complaint-withdrawn': {
    takes: (life, event) => isNotClosed(life) && isOfEpisode(life, event),
    changes: (life) => stop(life, 'closed', 'withdrawn'),
  },
  'complaint-reopened': {
    takes: (life, { data }) =>
      isOver(life) && life.closedBecause !== 'final-response' && data.episode === life.episode + 1,
    changes(life) {
      beginAnew(life);
      life.episode += 1;
      life.given = [];
      life.status = life.isTriaged ? 'triage' : 'reopened';
    },
  },
  'complaint-escalated': {
    takes: (life, event) => life.status === 'resolved' && life.stage === 1 && isOfEpisode(life, event),
    changes(life) {
      beginAnew(life);
      life.stage = 2;
      life.status = freeStatus(life);
    },
  },
  'referred-to-adr': {
    takes: ({ referred, closedBecause, stage, status }) =>
      !referred && (closedBecause === 'final-response' || (stage === 2 && status === 'resolved')),
    changes(life) {
      life.referred = true;
    },
  },
  'duplicate-linked': {
    takes: ({ duplicateOf }, { data, subject }) => data.of !== subject && data.of !== duplicateOf,
    changes(life, { data }) {
      life.duplicateOf = String(data.of);
    },
  },
  'survey-answered': {
    takes: ({ status, surveyed }) => status === 'closed' && !surveyed,
    changes(life) {
      life.surveyed = true;
    },
  },
};

/** What one event did: the life after it is in `life`, so that it must be looked at before the next one is asked for. */
export interface Step {
  event: Said;
  took: boolean;
  before: Readonly<Life> | undefined;
  life: Readonly<Life> | undefined;
}

/** Lives through a complaint's events, in journal order. */
export function stepsOf(said: Iterable<Said>): Step[] {
  const steps: Step[] = [];
  let life: Life | undefined;
  for (const event of said) {
    const before = life && { ...life, given: [...life.given] };
    let took = false;
    if (event.name === 'complaint-submitted') {
      took = life === undefined;
      life ??= newLife();
    } else if (life && rules[event.name]?.takes(life, event)) {
      took = true;
      rules[event.name]?.changes?.(life, event);
    }
    steps.push({ event, took, before, life: life && { ...life, given: [...life.given] } });
  }
  return steps;
}

const newLife = (): Life => ({
  status: 'received',
  episode: 1,
  stage: 1,
  isPersonsCategory: false,
  isTriaged: false,
  given: [],
  stageOneBy: [],
  unwanted: [],
});

/** Where it is after all of them. */
export const lifeAfter = (said: Iterable<Said>): Readonly<Life> | undefined => stepsOf(said).at(-1)?.life;

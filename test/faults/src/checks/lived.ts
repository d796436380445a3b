import type { History } from '../history/history.js';
import { groupBy } from './group-by.js';
import { readJournal } from './journal.js';
import { stepsOf } from './life-fold.js';

/** What complaints lived through, so that a campaign can show that it was no idle one. */
export interface Lived {
  /** By kebab name: events that took. */
  took: Record<string, number>;
  /** By kebab name: events that came too late. */
  void: Record<string, number>;
  /** By what acts were answered. */
  acts: Record<string, number>;
  /** Acts and submissions that were asked for again under their key. */
  repeated: number;
  /** Complaints about which their customer or staff did something that was accepted. */
  lives: number;
  /** Those of them that a channel submitted. */
  livesOfChannels: number;
  /** Complaints that were opened again, reached stage two, were closed. */
  reopened: number;
  escalated: number;
  closed: number;
}

const counts = (names: Iterable<string>): Record<string, number> =>
  Object.fromEntries([...groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const));

/** Counts what happened, by the journal alone. */
export function lived({ topics, acts, told }: History): Lived {
  const { byComplaint } = readJournal(topics.get('complaints') ?? []);
  const lives = [...byComplaint.values()].map((said) => stepsOf(said));
  const steps = lives.flat();
  const ends = lives.map((one) => one.at(-1)?.life);
  const whole = new Set(acts.filter(({ outcome }) => outcome === 'accepted').map(({ complaintId }) => complaintId));
  const ofChannels = told.filter(({ submitted }) => submitted).flatMap(({ acceptances }) => acceptances);
  return {
    took: counts(steps.filter(({ took }) => took).map(({ event }) => event.name)),
    void: counts(steps.filter(({ took }) => !took).map(({ event }) => event.name)),
    acts: counts(acts.map(({ outcome }) => outcome)),
    repeated: [...acts, ...told].filter(({ answers = [] }) => answers.length > 1).length,
    lives: whole.size,
    livesOfChannels: new Set(ofChannels.map(({ id }) => id).filter((id) => whole.has(id))).size,
    reopened: ends.filter((life) => life && life.episode > 1).length,
    escalated: ends.filter((life) => life?.stage === 2).length,
    closed: ends.filter((life) => life?.status === 'closed').length,
  };
}

/** In two lines. */
export function livedLines(lived: Lived): [string, string] {
  const { took, void: late, acts, repeated, lives, livesOfChannels, reopened, escalated, closed } = lived;
  const sum = (of: Record<string, number>) => Object.values(of).reduce((all, one) => all + one, 0);
  const answered = Object.entries(acts).map(([outcome, count]) => `${count} ${outcome}`);
  return [
    `${lives} whole lives: complaints about which their customer or staff did something that was accepted, ` +
      `${livesOfChannels} of them submitted by a channel`,
    `${sum(acts)} acts (${answered.join(', ')}); ${repeated} acts and submissions repeated under their key; ` +
      `${sum(took)} events took, ${sum(late)} came too late; ` +
      `${reopened} complaints opened again, ${escalated} at stage two, ${closed} closed`,
  ];
}

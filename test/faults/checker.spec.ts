import { describe, expect, it } from '@jest/globals';
import { anna, append, at, cleanHistory, found, idOf, journal, record, topic } from './clean-history.for-spec.js';
import { foundInARace, historyWithARace, plantedInLives } from './planted-in-lives.for-spec.js';
import { planted } from './planted-violations.for-spec.js';
import { lived, livedLines } from './src/checks/lived.js';
import { makePoison } from './src/faults/poison-kinds.js';

const everybody = ['intake', 'categoriser', 'assigner', 'notifier', 'desk'] as const;

describe('The checker', () => {
  it('finds nothing in a clean history', () => {
    expect(found(cleanHistory())).toEqual({});
  });

  it('finds nothing wrong with an act that came too late, was shown as void and told to nobody', () => {
    expect(foundInARace()).toEqual({});
  });

  it('counts as whole lives the complaints about which somebody did something that was accepted', () => {
    expect(lived(cleanHistory())).toMatchObject({ lives: 0, livesOfChannels: 0, repeated: 0 });
    const history = historyWithARace();
    history.acts.push({ ...at(history.acts, 0), complaintId: anna.id, outcome: 'refused', answers: undefined });
    expect(lived(history)).toMatchObject({ lives: 1, livesOfChannels: 0, repeated: 2 });
    const submitted = { key: 'site:2', over: 'topic' as const, due: 'accepted', isSent: true, verdicts: ['accepted'] };
    at(history.told, 1).submitted = submitted;
    expect(lived(history)).toMatchObject({ lives: 1, livesOfChannels: 1 });
    expect(livedLines(lived(history))[0]).toContain('1 whole lives');
  });

  it('finds nothing in a journal that was copied onto itself', () => {
    const history = cleanHistory();
    for (const copied of journal(history).slice()) append(history, copied);
    expect(found(history)).toEqual({});
  });

  it('takes parked poison, and what is new behind it, for what it is', () => {
    const history = cleanHistory();
    const offset = append(history, makePoison('malformed', anna.id));
    const started = { name: 'work-started', source: 'assigner', seq: 2, data: { assignmentId: idOf('first') } };
    const behind = append(history, record(anna.id, 0, started));
    for (const service of everybody) history.tables.parked[service].push({ partition: 0, offset, reason: 'malformed' });
    // Who said it shows it all the same.
    at(history.tables.routed, 0).status = 'in-progress';
    for (const service of everybody.filter((one) => one !== 'categoriser')) {
      history.tables.parked[service].push({ partition: 0, offset: behind, reason: 'behind' });
    }
    expect(found(history)).toEqual({});
  });

  it('wants nothing parked that is repeated behind poison', () => {
    const history = cleanHistory();
    const offset = append(history, makePoison('malformed', anna.id));
    for (const service of everybody) history.tables.parked[service].push({ partition: 0, offset, reason: 'malformed' });
    append(history, at(journal(history), 0));
    expect(found(history)).toEqual({});
  });

  it('wants nothing parked that was discarded', () => {
    const history = cleanHistory();
    const offset = append(history, makePoison('malformed', idOf('x')));
    for (const service of everybody) history.tables.discarded[service].push({ partition: 0, offset });
    expect(found(history)).toEqual({});
    history.tables.parked.assigner.push({ partition: 0, offset, reason: 'malformed' });
    expect(found(history)).toEqual({ parked: 1 });
  });

  it('passes by poison that nobody parks', () => {
    const history = cleanHistory();
    append(history, makePoison('unknown-type', anna.id));
    append(history, makePoison('wrong-source', anna.id));
    expect(found(history)).toEqual({});
  });

  it('lets a letter come twice that the ledger names uncertain', () => {
    const history = cleanHistory();
    history.letters.push(at(history.letters, 0));
    history.jolts = 1;
    const lines = topic(history, 'notifications');
    const doubtful = { ...at(lines, 0), value: at(lines, 0).value?.replace('queued', 'uncertain') ?? null };
    lines.splice(1, 0, doubtful);
    expect(found(history)).toEqual({});
  });

  it('takes a line of the ledger that is said again for what it is', () => {
    const history = cleanHistory();
    const lines = topic(history, 'notifications');
    lines.push(at(lines, 0));
    expect(found(history)).toEqual({});
  });

  it.each([...planted, ...plantedInLives])('sees %s', (_violation, seen, plant) => {
    const history = cleanHistory();
    plant(history);
    expect(found(history)).toEqual(seen);
  });
});

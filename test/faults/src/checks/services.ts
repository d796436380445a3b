import { clearTopics, groups, plantedWord, services, unshown } from '../map.js';
import { type Check, examine, together } from './check.js';
import { parkedPlaces, placeOf, takenBy } from './journal.js';

export const rest: Check = {
  name: 'rest',
  promise: 'everything comes to rest: outboxes empty, nothing left to hear, no brake engaged, nobody given up',
  judge({ rest: { waitedFor, lag }, tables }) {
    return together(
      examine(['rest'], () => waitedFor.map((what) => `still waited for ${what}`)),
      examine(services, (service) => {
        const unsaid = tables.unsaid[service];
        return unsaid > 0 ? `${unsaid} rows of ${service}'s outbox are not said` : undefined;
      }),
      examine(Object.keys(groups), (group) => (lag[group] ? `${group} is ${lag[group]} records behind` : undefined)),
    );
  },
};

export const timeline: Check = {
  name: 'timeline',
  promise: 'what intake could take is in its timeline once, and nothing else is',
  judge({ tables }, journal) {
    const kept = new Map<string, Set<string>>();
    for (const { complaintId, eventId } of tables.timeline) {
      kept.set(complaintId, (kept.get(complaintId) ?? new Set()).add(eventId));
    }
    return examine(new Set([...journal.byComplaint.keys(), ...kept.keys()]), (complaintId) => {
      const due = takenBy(journal, 'intake', complaintId)
        .filter(({ name }) => !unshown.includes(name))
        .map(({ id }) => id);
      const shown = kept.get(complaintId) ?? new Set();
      const missing = due.filter((id) => !shown.has(id)).length;
      const strange = [...shown].filter((id) => !due.includes(id)).length;
      return missing + strange > 0
        ? `${complaintId}: of ${due.length} events ${missing} are missing, ${strange} should not be there`
        : undefined;
    });
  },
};

export const parked: Check = {
  name: 'parked',
  promise: 'parked is the poison that nobody discarded, and what was new behind it under the same key; nothing else',
  judge({ tables }, journal) {
    return together(
      ...services.map((service) => {
        const due = parkedPlaces(journal, service);
        for (const place of tables.discarded[service]) due.delete(placeOf(place));
        const found = new Map(tables.parked[service].map((one) => [placeOf(one), one.reason]));
        return together(
          examine(due, (place) =>
            found.has(place) ? undefined : `${service}: at ${place} is not parked and should be`,
          ),
          examine(found, ([place, reason]) =>
            due.has(place) ? undefined : `${service}: at ${place} is parked (${reason}) and should not be`,
          ),
        );
      }),
    );
  },
};

export const words: Check = {
  name: 'words',
  promise: 'no personal word in clear in any topic or log',
  judge({ topics, leaks, logs }) {
    const closed = [...topics].filter(([name]) => !clearTopics.includes(name));
    return together(
      ...closed.map(([name, records]) =>
        examine(records, (record) =>
          `${record.key} ${record.value} ${JSON.stringify(record.headers)}`.includes(plantedWord)
            ? `${name} at ${placeOf(record)}`
            : undefined,
        ),
      ),
      { examined: logs, violations: leaks },
    );
  },
};

export const alarms: Check = {
  name: 'alarms',
  promise: 'no service finds a number that it heard before under another id',
  judge({ alarms: found, logs }) {
    return { examined: logs, violations: found };
  },
};

export const flow: Check = {
  name: 'flow',
  promise: 'soon after the end of a fault complaints go all the way again',
  judge({ flows, flowSeconds = Number.POSITIVE_INFINITY }) {
    return examine(flows, (seconds) =>
      seconds > flowSeconds ? `it took ${seconds} s instead of at most ${flowSeconds}` : undefined,
    );
  },
};

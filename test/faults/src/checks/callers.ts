import type { History, SeenComplaint } from '../history/history.js';
import { plantedWord } from '../map.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';

const wordPattern = new RegExp(`${plantedWord}\\w+`);

function seenByWord({ seen }: History): Map<string, SeenComplaint[]> {
  return groupBy(seen, ({ text }) => wordPattern.exec(text)?.[0] ?? '');
}

export const accepted: Check = {
  name: 'accepted',
  promise: 'what was accepted is there once, under the id, reference and promised date that were answered',
  judge(history, { byComplaint }) {
    const seen = seenByWord(history);
    const told = history.told.filter(({ outcome }) => outcome === 'accepted');
    return examine(told, ({ word, acceptances, status }) => {
      const [first] = acceptances;
      if (!first) return `${word}: accepted without an answer`;
      if (status !== undefined) return `${first.id}: accepted, and refused with ${status} at a repeat`;
      if (acceptances.some((one) => JSON.stringify(one) !== JSON.stringify(first))) {
        return `${first.id}: repeats were answered differently`;
      }
      const found = seen.get(word) ?? [];
      if (found.length !== 1) return `${first.id}: its owner sees it ${found.length} times`;
      const [one] = found;
      if (one?.id !== first.id || one.reference !== first.reference || one.promisedBy !== first.promisedBy) {
        return `${first.id}: its owner sees something else`;
      }
      const submissions = (byComplaint.get(first.id) ?? []).filter(({ name }) => name === 'complaint-submitted');
      if (submissions.length !== 1) return `${first.id}: submitted ${submissions.length} times on the journal`;
      const data = submissions[0]?.data;
      if (data?.reference !== first.reference || data.promisedBy !== first.promisedBy) {
        return `${first.id}: the journal says something else than the answer`;
      }
      return undefined;
    });
  },
};

export const unknown: Check = {
  name: 'unknown',
  promise: 'what was answered with nothing definite is there once or not at all',
  judge(history) {
    const seen = seenByWord(history);
    const told = history.told.filter(({ outcome }) => outcome === 'unknown');
    return examine(told, ({ word }) => {
      const count = seen.get(word)?.length ?? 0;
      return count > 1 ? `${word}: there ${count} times` : undefined;
    });
  },
};

export const refused: Check = {
  name: 'refused',
  promise: 'what was refused is not there',
  judge(history) {
    const seen = seenByWord(history);
    const told = history.told.filter(({ outcome }) => outcome === 'refused');
    return examine(told, ({ word, status }) => {
      const [found] = seen.get(word) ?? [];
      return found ? `${found.id}: refused with ${status}, and there` : undefined;
    });
  },
};

export const oneTruth: Check = {
  name: 'one-truth',
  promise: "intake's tables, the journal and the owners' pages know the same complaints",
  judge({ tables, seen, told }, { byComplaint }) {
    const owned = groupBy(tables.owned, ({ complaintId }) => complaintId);
    const listed = groupBy(seen, ({ id }) => id);
    const asked = new Set(told.map(({ customer }) => customer));
    return together(
      examine(tables.owned, ({ complaintId, customer }) => {
        if (!byComplaint.get(complaintId)?.some(({ name }) => name === 'complaint-submitted')) {
          return `${complaintId}: owned, and never submitted on the journal`;
        }
        return asked.has(customer) && !listed.has(complaintId)
          ? `${complaintId}: its owner does not see it`
          : undefined;
      }),
      examine(byComplaint.keys(), (id) => (owned.has(id) ? undefined : `${id}: on the journal, and owned by nobody`)),
      examine(seen, ({ id }) => (owned.has(id) ? undefined : `${id}: seen, and owned by nobody`)),
    );
  },
};

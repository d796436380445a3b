import type { TopicRecord } from '../history/read-topics.js';
import { spoken, typeOf } from '../map.js';
import { type Check, examine, together } from './check.js';
import { groupBy } from './group-by.js';
import { placeOf, type Said } from './journal.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const contentType = 'application/cloudevents+json; charset=UTF-8';

function faultsOf({ record, ...said }: Said): string[] {
  const event = said as unknown as Record<string, unknown>;
  const isText = (name: string, pattern: RegExp) => typeof event[name] === 'string' && pattern.test(event[name]);
  const seq = event.sourceseq;
  const rules: [fault: string, holds: boolean][] = [
    ['specversion', event.specversion === '1.0'],
    ['id', isText('id', uuid) && isText('id', uuid7)],
    ['source', event.source === spoken[said.name]?.saidBy],
    ['time', isText('time', moment)],
    ['subject', isText('subject', uuid)],
    ['datacontenttype', event.datacontenttype === 'application/json'],
    ['correlationid', isText('correlationid', /./)],
    ['causationid', event.causationid === undefined || isText('causationid', uuid)],
    ['sourceseq', typeof seq === 'number' && Number.isInteger(seq) && seq > 0],
    ['data', typeof event.data === 'object' && event.data !== null],
    ['the key', record.key === said.subject],
    ['content-type', record.headers['content-type'] === contentType],
    ['ce_type', record.headers.ce_type === typeOf(said.name)],
  ];
  return rules.filter(([, holds]) => !holds).map(([fault]) => fault);
}

export const events: Check = {
  name: 'events',
  promise: 'every record of the journal is an event of the map, said by who may, under its complaint, in one partition',
  judge(_history, { all, unreadable }) {
    const partitions = groupBy(all, ({ subject }) => subject);
    return together(
      examine(unreadable, (record) => `at ${placeOf(record)}: not an event of the map`),
      examine(all, (said) => {
        const faults = faultsOf(said);
        return faults.length > 0 ? `at ${placeOf(said.record)}: ${faults.join(', ')}` : undefined;
      }),
      examine(partitions, ([subject, said]) =>
        new Set(said.map(({ record }) => record.partition)).size > 1 ? `${subject}: in several partitions` : undefined,
      ),
    );
  },
};

export const repeats: Check = {
  name: 'repeats',
  promise: 'a repeated id has identical bytes; where nothing went wrong, nothing is repeated',
  judge({ calm }, { all }) {
    return examine(
      groupBy(all, ({ id }) => id),
      ([id, said]) => {
        const bytes = new Set(said.map(({ record }) => `${record.key} ${record.value}`));
        if (bytes.size > 1) return `${id}: said with ${bytes.size} different bodies`;
        return calm && said.length > 1 ? `${id}: said ${said.length} times without a reason` : undefined;
      },
    );
  },
};

export const numbers: Check = {
  name: 'numbers',
  promise: 'per complaint and source, first occurrences count 1, 2, 3 … without gap or inversion',
  judge(_history, { byComplaint }) {
    return examine(byComplaint, ([subject, said]) => {
      const bySource = groupBy(said, ({ source }) => source);
      return [...bySource].flatMap(([source, theirs]) => {
        const counted = theirs.map(({ sourceseq }) => sourceseq);
        return counted.every((seq, nth) => seq === nth + 1)
          ? []
          : [`${subject}: ${source} counts ${counted.join(', ')}`];
      });
    });
  },
};

export const causes: Check = {
  name: 'causes',
  promise: 'the event that led to another lies before it in the same partition',
  judge(_history, { byComplaint }) {
    const all = [...byComplaint.values()].flat();
    const byId = new Map(all.map((said) => [said.id, said.record]));
    const caused = all.filter(({ causationid }) => causationid !== undefined);
    return examine(caused, ({ id, causationid, record }) => {
      const cause = byId.get(causationid ?? '');
      if (!cause) return `${id}: its cause is not on the journal`;
      return isBefore(cause, record) ? undefined : `${id}: its cause does not lie before it`;
    });
  },
};

function isBefore(a: TopicRecord, b: TopicRecord): boolean {
  return a.partition === b.partition && a.offset < b.offset;
}

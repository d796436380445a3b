import { readTopics, type TopicRecord } from '../history/read-topics.js';
import type { Fault } from './fault.js';
import { cameTrue } from './wait.js';

const atOnce = 500;

/** Puts the whole journal onto its topic once more: the same keys, bytes and headers, from a foreign producer. */
export const copyJournal: Fault = async ({ deployment, producer, signal, say }) => {
  const address = deployment.endpoints;
  let records: TopicRecord[] = [];
  // The broker may be on its way back.
  const isRead = async () => {
    records = (await readTopics(address, ['complaints'])).get('complaints') ?? [];
    return true;
  };
  if (!(await cameTrue(isRead, 60_000, signal, 1_000))) return;
  for (let from = 0; from < records.length && !signal.aborted; from += atOnce) {
    const messages = records
      .slice(from, from + atOnce)
      .map(({ key, value, headers, partition }) => ({ key, value, headers, partition }));
    await producer.send({ topic: `${address.topicPrefix}complaints`, acks: -1, messages });
  }
  say(`the journal copied onto itself: ${records.length} records`);
};

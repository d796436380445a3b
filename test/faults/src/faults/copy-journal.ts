import { readTopics } from '../history/read-topics.js';
import type { Fault } from './fault.js';

const atOnce = 500;

/** Puts the whole journal onto its topic once more: the same keys, bytes and headers, from a foreign producer. */
export const copyJournal: Fault = async ({ deployment, producer, signal, say }) => {
  const address = deployment.endpoints;
  const records = (await readTopics(address, ['complaints'])).get('complaints') ?? [];
  for (let from = 0; from < records.length && !signal.aborted; from += atOnce) {
    const messages = records
      .slice(from, from + atOnce)
      .map(({ key, value, headers, partition }) => ({ key, value, headers, partition }));
    await producer.send({ topic: `${address.topicPrefix}complaints`, acks: -1, messages });
  }
  say(`the journal copied onto itself: ${records.length} records`);
};

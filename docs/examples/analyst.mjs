// Complaints per category and day, and the median seconds from submitted to assigned. Usage:
//   KAFKA_BROKERS=127.0.0.1:4021 node docs/examples/analyst.mjs
import { Kafka, logLevel } from 'kafkajs';

const { KAFKA_BROKERS = '127.0.0.1:4021', REDRESS_TOPIC_PREFIX = '' } = process.env;
const topic = `${REDRESS_TOPIC_PREFIX}complaints`;
const complaints = new Map(); // by complaint id
const lastSeen = new Map(); // by complaint id and source: the last sourceseq
const missing = [];
let duplicates = 0;

function take({ subject, source, sourceseq, type, time, data }) {
  // Every source numbers what it says about a complaint 1, 2, 3 …: not above the last is a duplicate, a jump is a loss.
  const speaker = `${subject} ${source}`;
  const last = lastSeen.get(speaker) ?? 0;
  if (sourceseq <= last) duplicates += 1;
  if (sourceseq <= last) return;
  if (sourceseq > last + 1) missing.push(`${speaker} ${last + 1}..${sourceseq - 1}`);
  lastSeen.set(speaker, sourceseq);
  if (!complaints.has(subject)) complaints.set(subject, { category: 'none yet' });
  const complaint = complaints.get(subject);
  if (type === 'redress.complaint-submitted.v1') complaint.submitted = data.receivedAt;
  if (type === 'redress.complaint-categorised.v1') complaint.category = data.category;
  if (type === 'redress.complaint-assigned.v1') complaint.assigned ??= time;
}

/** Hands over every record that lies on the topic now, partition by partition in order. */
async function readToTheEnd() {
  const kafka = new Kafka({ clientId: 'analyst', brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `${REDRESS_TOPIC_PREFIX}analyst-${process.pid}`, maxWaitTimeInMs: 250 });
  await Promise.all([admin.connect(), consumer.connect()]);
  const filled = (await admin.fetchTopicOffsets(topic)).filter(({ low, high }) => low !== high);
  const ends = new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve) => {
    if (ends.size === 0) return resolve();
    const eachMessage = async ({ partition, message }) => {
      if (!ends.has(partition)) return;
      take(JSON.parse(message.value));
      if (BigInt(message.offset) + 1n >= ends.get(partition)) ends.delete(partition);
      if (ends.size === 0) resolve();
    };
    void consumer.run({ autoCommit: false, eachMessage });
  });
  await Promise.all([consumer.disconnect(), admin.disconnect()]);
}

await readToTheEnd();
const perDay = {};
const seconds = [];
for (const { category, submitted, assigned } of complaints.values()) {
  if (!submitted) continue; // older than the journal's first day, or among the missing
  const key = `${submitted.slice(0, 10)} ${category}`;
  perDay[key] = (perDay[key] ?? 0) + 1;
  if (assigned) seconds.push((Date.parse(assigned) - Date.parse(submitted)) / 1000);
}
const median = seconds.sort((one, other) => one - other)[Math.floor(seconds.length / 2)];
process.stdout.write(`${JSON.stringify({ perDay, medianSecondsToAssigned: median, duplicates, missing }, null, 2)}\n`);
process.exitCode = missing.length > 0 ? 1 : 0;

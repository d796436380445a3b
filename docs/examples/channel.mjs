// A channel that submits a complaint and waits for its verdict. Usage:
//   KAFKA_BROKERS=127.0.0.1:4021 node docs/examples/channel.mjs 42 'My withdrawal has been pending for three days'
import { Kafka, logLevel } from 'kafkajs';

const { KAFKA_BROKERS = '127.0.0.1:4021', REDRESS_TOPIC_PREFIX: prefix = '' } = process.env;
const [id = '42', text = 'My withdrawal has been pending for three days'] = process.argv.slice(2);
const submission = { specversion: 1, channel: 'site', id, customer: { id: 'anna' }, text };
const key = `${submission.channel}:${id}`;

const kafka = new Kafka({ clientId: 'site', brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.NOTHING });
const [consumer, producer] = [kafka.consumer({ groupId: `${prefix}site` }), kafka.producer()];
await Promise.all([consumer.connect(), producer.connect()]);
await consumer.subscribe({ topic: `${prefix}submission-verdicts`, fromBeginning: true });
const verdict = new Promise((resolve) => {
  void consumer.run({ eachMessage: async ({ message }) => String(message.key) === key && resolve(message.value) });
});
// Whoever is in doubt sends it again: the same submission gets the same verdict, and is one complaint.
await producer.send({ topic: `${prefix}submissions`, messages: [{ key, value: JSON.stringify(submission) }] });
process.stdout.write(`${await verdict}\n`);
await Promise.all([consumer.disconnect(), producer.disconnect()]);

import { Logger } from '@nestjs/common';
import { type ISocketFactory, Kafka, type KafkaConfig, type logCreator, logLevel } from 'kafkajs';
import { cureIdleTimer } from './cure-idle-timer.js';
import { cureLostMember } from './cure-lost-member.js';
import type { MessagingSettings } from './settings.js';

/** kafkajs reports every retry of its own as an error; what matters of them reaches the log through our own loops. */
const quietly: logCreator = () => {
  const logger = new Logger('kafkajs');
  return ({ level, log }) => {
    if (level === logLevel.ERROR || level === logLevel.WARN) logger.debug(`${log.message} ${log.error ?? ''}`.trim());
  };
};

/** A client of the broker with kafkajs's known hazards met. `socketFactory` makes its connections, kafkajs's own if there is none. */
export function kafkaClient(settings: MessagingSettings, socketFactory?: ISocketFactory): Kafka {
  cureIdleTimer();
  cureLostMember();
  const config: KafkaConfig = {
    clientId: settings.service,
    brokers: settings.brokers,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
    logLevel: logLevel.WARN,
    logCreator: quietly,
  };
  if (settings.ssl) config.ssl = true;
  if (socketFactory) config.socketFactory = socketFactory;
  // The three mechanisms share one shape, which the union of kafkajs's types does not express.
  if (settings.sasl) config.sasl = settings.sasl as KafkaConfig['sasl'] & object;
  return new Kafka(config);
}

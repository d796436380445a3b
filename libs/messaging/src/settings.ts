/** How a service reaches the broker and how much it takes at once. */
export interface MessagingSettings {
  /** The service's bare name: its consumer group, and the `source` of what it says. */
  service: string;
  brokers: string[];
  /** In front of every topic and group name. */
  topicPrefix?: string;
  ssl?: boolean;
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
  /** Records in one transaction, at most. */
  chunkRecords?: number;
  /** How often the relay looks for unsaid rows when nothing nudges it, in milliseconds. */
  pollMs?: number;
  /** How long an engaged brake holds before one record is tried, in milliseconds. */
  brakeMs?: number;
}

export const MESSAGING_SETTINGS = Symbol('MESSAGING_SETTINGS');

/** The name of a topic or group in this deployment. */
export function prefixed(settings: MessagingSettings, name: string): string {
  return `${settings.topicPrefix ?? ''}${name}`;
}

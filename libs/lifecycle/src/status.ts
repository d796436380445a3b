export const statuses = [
  'received',
  'triage',
  'pooled',
  'assigned',
  'in-progress',
  'waiting-for-customer',
  'resolved',
  'reopened',
  'escalated',
  'closed',
] as const;

export type Status = (typeof statuses)[number];

const submitted = { ru: 'Принята', en: 'Submitted' };
const inProgress = { ru: 'В работе', en: 'In progress' };

const labels: Record<Status, { ru: string; en: string }> = {
  received: submitted,
  triage: submitted,
  pooled: submitted,
  assigned: inProgress,
  'in-progress': inProgress,
  'waiting-for-customer': { ru: 'Ждём вашего ответа', en: 'Waiting for you' },
  resolved: { ru: 'Решена', en: 'Resolved' },
  reopened: inProgress,
  escalated: inProgress,
  closed: { ru: 'Закрыта', en: 'Closed' },
};

/** What the customer sees. */
export function label(status: Status, language: 'ru' | 'en'): string {
  return labels[status][language];
}

/** The mails there are, by name. The order is that of a complaint's life. */
export const templates = [
  'received',
  'assigned',
  'specialist-wrote',
  'information-requested',
  'extension',
  'decision',
  'reopened',
  'duplicate',
  'closed',
  'reminder',
  'survey',
] as const;

export type Template = (typeof templates)[number];

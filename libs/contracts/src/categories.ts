/** The categories a complaint can be counted under: exactly one each. The order is the one people are shown. */
export const categories = [
  'withdrawals',
  'deposits',
  'bonuses',
  'verification',
  'account-access',
  'security-fraud',
  'bet-settlement',
  'game-fault',
  'technical',
  'responsible-gambling',
  'staff-conduct',
  'privacy-marketing',
  'other',
] as const;

export type Category = (typeof categories)[number];

export const complexities = ['simple', 'complex'] as const;
export type Complexity = (typeof complexities)[number];

export const priorities = ['normal', 'high'] as const;
export type Priority = (typeof priorities)[number];

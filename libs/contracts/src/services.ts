/** Every service: one process, one consumer group, one database schema and role. */
export const services = ['intake', 'categoriser', 'assigner', 'notifier', 'desk'] as const;

export type Service = (typeof services)[number];

import 'reflect-metadata';

export * from './categories.js';
export * from './complaint-assigned/complaint-assigned.v1.js';
export * from './complaint-categorised/complaint-categorised.v1.js';
export * from './complaint-pooled/complaint-pooled.v1.js';
export * from './complaint-released/complaint-released.v1.js';
export * from './complaint-submitted/complaint-submitted.v1.js';
export * from './documents.js';
export * from './envelope.js';
export * from './events.js';
export * from './limits.js';
export * from './read-event.js';
export * from './services.js';
export * from './submission.js';
export * from './topics.js';
export * from './work-started/work-started.v1.js';

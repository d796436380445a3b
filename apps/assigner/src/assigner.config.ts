import { MessagingConfig } from '@redress/messaging';

/** What the assigner needs to know: what every service does. */
export class AssignerConfig extends MessagingConfig {}

export type { Effect, Fold, Moments, VoidReason } from './effect.js';
export { fold, foldAll } from './fold.js';
export {
  type ClosingCause,
  type ComplaintState,
  isCategoryAwaited,
  isOpen,
  mayNotDecide,
  type Preferences,
} from './state.js';
export { label, type Status, statuses } from './status.js';

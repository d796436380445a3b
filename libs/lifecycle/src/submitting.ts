import type { ComplaintSubmitted } from '@redress/contracts';
import type { Outcome } from './effect.js';
import type { ComplaintState } from './state.js';

export function submitted(state: ComplaintState | undefined, data: ComplaintSubmitted): Outcome {
  if (state) return 'already-submitted';
  const { reference, channel, language, pick, follows, receivedAt, promisedBy } = data;
  return {
    state: {
      status: 'received',
      episode: 1,
      stage: 1,
      clock: 'running',
      reference,
      channel,
      language,
      ...(pick && { pick }),
      ...(follows && { follows }),
      receivedAt,
      promisedBy,
      assignedBefore: [],
    },
  };
}

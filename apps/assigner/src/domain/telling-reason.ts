import type { AssigningReason } from '@redress/contracts';

/** The one of the reasons that says most: each is more particular than those before it. */
export function tellingReason(reasons: AssigningReason[] | null): AssigningReason | '' {
  return reasons?.at(-1) ?? '';
}

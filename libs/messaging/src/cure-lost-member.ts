import { createRequire } from 'node:module';

interface ConsumerGroup {
  memberId: string | null;
  fetch(nodeId: number): Promise<unknown>;
}

const cured = Symbol('cured');

/** Typed as the broker's answer to whom it does not know: kafkajs then joins again. */
const noMember = (): Error => Object.assign(new Error('not a member of the group'), { type: 'UNKNOWN_MEMBER_ID' });

/**
 * kafkajs 2.2.4 forgets its member id when the group has put it out, and joins again. When that fails, it goes on with
 * neither: it fetches as ever, sends no heartbeat for want of an id, has every commit refused, and notices nothing. The
 * cure: who is no member fetches nothing, and joins. Idempotent.
 */
export function cureLostMember(): void {
  const load = createRequire(import.meta.url);
  const group = load('kafkajs/src/consumer/consumerGroup.js') as { prototype: ConsumerGroup & { [cured]?: true } };
  if (group.prototype[cured]) return;
  group.prototype[cured] = true;
  const { fetch } = group.prototype;
  group.prototype.fetch = async function (this: ConsumerGroup, nodeId: number): Promise<unknown> {
    if (!this.memberId) throw noMember();
    return fetch.call(this, nodeId);
  };
}

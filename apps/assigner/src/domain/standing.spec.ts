import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  ComplaintEscalated,
  ComplaintReopened,
  ComplaintWithdrawn,
  CustomerWrote,
  DecisionCommunicated,
  type EventClass,
  eventOfClass,
  InformationRequested,
  type JournalEvent,
} from '@redress/contracts';
import { mayNotDecide } from '@redress/lifecycle';
import {
  aComplaintAssigned,
  aComplaintCategorised,
  aComplaintPooled,
  aComplaintReleased,
  aComplaintSubmitted,
} from '@redress/testing';
import { follow, type Standing, whereaboutsOf } from './standing.js';

const [assignmentId, requestId, messageId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
const sealed = 'v1.AAAA';

function an<Data extends object>(event: EventClass<Data>, data: Data): JournalEvent<Data> {
  const { type, saidBy: source } = eventOfClass(event);
  return { ...aComplaintSubmitted(), id: randomUUIDv7(), type, source, data };
}

const standingAfter = (...events: JournalEvent[]): Standing =>
  events.reduce<Standing | undefined>(follow, undefined) as Standing;

const categorised = aComplaintCategorised();
const pooled = [aComplaintSubmitted(), categorised];
const held = [...pooled, aComplaintAssigned({ assignmentId, specialistId: 'ivan', reasons: ['claimed'] })];
const decided = [...held, an(DecisionCommunicated, { outcome: 'upheld', assignmentId, by: 'ivan', sealed })];
const asked = [...held, an(InformationRequested, { requestId, by: 'ivan', sealed })];
const reopened = [...decided, an(ComplaintReopened, { episode: 2, sealed })];

describe('A standing', () => {
  it.each([
    ['received', 'without a category', [aComplaintSubmitted()]],
    [
      'triage',
      'when a person must say its category',
      [aComplaintSubmitted(), aComplaintCategorised({ decision: 'triage' })],
    ],
    ['pooled', 'with a category', pooled],
    ['pooled', 'when it is suggested', [aComplaintSubmitted(), aComplaintCategorised({ decision: 'suggest' })]],
    ['assigned', 'with a holder', held],
    ['waiting-for-customer', 'when the customer was asked', asked],
    ['in-progress', 'when the customer answered', [...asked, an(CustomerWrote, { messageId, requestId, sealed })]],
    ['resolved', 'when it is decided', decided],
    ['pooled', 'when it comes back', reopened],
    ['pooled', 'when it is escalated', [...decided, an(ComplaintEscalated, { episode: 1, sealed })]],
    ['closed', 'when it is withdrawn', [...held, an(ComplaintWithdrawn, { episode: 1 })]],
  ])('is %s %s', (whereabouts, _, events) => {
    expect(whereaboutsOf(standingAfter(...events).state)).toBe(whereabouts);
  });

  it('knows which event brought it into the pool and why it waits there', () => {
    const waiting = standingAfter(...pooled, aComplaintPooled({ reason: 'nobody-free' }));
    expect(waiting).toMatchObject({ pooledBy: categorised.id, waiting: 'nobody-free' });
    expect(standingAfter(...held)).toMatchObject({
      pooledBy: null,
      waiting: null,
      reasons: ['claimed'],
      lastHolder: 'ivan',
    });
  });

  it('remembers who gave it away, until somebody else has it', () => {
    const released = aComplaintReleased({ assignmentId, reason: 'handed-over' });
    expect(standingAfter(...held, released)).toMatchObject({
      handedOverBy: 'ivan',
      pooledBy: released.id,
      reasons: null,
    });
    expect(standingAfter(...held, released, aComplaintAssigned({ specialistId: 'olga' }))).toMatchObject({
      handedOverBy: null,
    });
    expect(standingAfter(...held, aComplaintReleased({ assignmentId, reason: 'retired' })).handedOverBy).toBeNull();
  });

  it('remembers to whom it returns, and who must not decide it again', () => {
    expect(standingAfter(...reopened)).toMatchObject({ returnTo: 'ivan', waiting: null });
    expect(standingAfter(...reopened, aComplaintAssigned({ specialistId: 'olga' })).returnTo).toBeNull();
    const escalated = standingAfter(...decided, an(ComplaintEscalated, { episode: 1, sealed }));
    expect(escalated.returnTo).toBeNull();
    expect(mayNotDecide(escalated.state)).toEqual(['ivan']);
    expect(mayNotDecide(standingAfter(...reopened).state)).toEqual([]);
  });

  it('is not changed by what has no effect', () => {
    const withdrawn = standingAfter(...held, an(ComplaintWithdrawn, { episode: 1 }));
    expect(follow(withdrawn, aComplaintReleased({ assignmentId }))).toBe(withdrawn);
    expect(follow(withdrawn, aComplaintAssigned({ specialistId: 'olga' }))).toBe(withdrawn);
  });
});

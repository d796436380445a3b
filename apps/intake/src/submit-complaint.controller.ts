import { randomUUIDv7 } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles } from '@redress/bootstrap';
import { ComplaintSubmitted, limits, ownChannel } from '@redress/contracts';
import { type Decision, Journal, say, type Transaction } from '@redress/messaging';
import { seal, VaultKeeper } from '@redress/vault';
import { AcceptedView } from './accepted.view.js';
import { type Accepted, accept } from './domain/accept.js';
import { fingerprint } from './domain/fingerprint.js';
import { drawReference } from './domain/reference.js';
import { type AcceptedBefore, isReferenceTaken, ownComplaint, type RequestKey } from './storage/own-complaint.js';
import { SubmitComplaintBody } from './submit-complaint.body.js';

const printable = /^[\x20-\x7e]+$/;

/** The way in: a customer submits a complaint. */
@Controller('v1/complaints')
export class SubmitComplaintController {
  constructor(
    private readonly journal: Journal,
    private readonly keeper: VaultKeeper,
  ) {}

  /** Accepts a complaint: answered once it is stored for good. */
  @Post()
  @HttpCode(202)
  @Roles('customer')
  @ApiHeader({ name: 'idempotency-key', required: false, schema: { type: 'string', maxLength: limits.idempotencyKey } })
  @Answers(202, AcceptedView, 'Accepted')
  @Refuses('key-reused')
  async submit(
    @Body() submission: SubmitComplaintBody,
    @CurrentPrincipal() customer: Principal,
    @Req() { body }: { body: unknown },
    @Headers('idempotency-key') key?: string,
  ): Promise<AcceptedView> {
    const requestKey = key === undefined ? undefined : requestKeyOf(customer, key, body);
    const at = new Date();
    for (;;) {
      const accepted = accept(submission, { ...customer, channel: ownChannel }, drawReference(), at);
      try {
        return await this.journal.decide((tx) => this.store(tx, accepted, requestKey));
      } catch (error) {
        if (!isReferenceTaken(error)) throw error;
      }
    }
  }

  private async store(tx: Transaction, { facts, words }: Accepted, key?: RequestKey): Promise<Decision<AcceptedView>> {
    const complaintId = randomUUIDv7();
    const { channel, reference, receivedAt, promisedBy } = facts;
    const owned = { complaintId, customerId: words.customerId, channel, reference };
    const before = await ownComplaint(
      tx,
      { ...owned, receivedAt: new Date(receivedAt), promisedBy: new Date(promisedBy) },
      key,
    );
    if (before && key) return { answer: answerAgain(before, key) };

    const complaintKey = await this.keeper.issue(tx, complaintId);
    const id = randomUUIDv7();
    const cause = { subject: complaintId, correlationid: complaintId };
    const sealed = seal(complaintKey, id, words);
    return {
      answer: { id: complaintId, reference, status: 'received', promisedBy },
      say: [say(ComplaintSubmitted, cause, { ...facts, sealed }, { id, at: new Date(receivedAt) })],
    };
  }
}

function requestKeyOf({ sub }: Principal, key: string, body: unknown): RequestKey {
  if (key.length > limits.idempotencyKey || !printable.test(key)) {
    throw Problem.invalid('Send an Idempotency-Key of 1 to 128 printable ASCII characters, or none.', [
      { path: 'Idempotency-Key', message: `must be 1 to ${limits.idempotencyKey} printable ASCII characters` },
    ]);
  }
  return { principal: sub, key, bodyHash: fingerprint(body) };
}

function answerAgain(before: AcceptedBefore, { bodyHash }: RequestKey): AcceptedView {
  if (!before.bodyHash.equals(bodyHash)) {
    throw Problem.keyReused('This Idempotency-Key was used with another body. Send a new key with a new complaint.');
  }
  const { complaintId, reference, promisedBy } = before;
  return { id: complaintId, reference, status: 'received', promisedBy: promisedBy.toISOString() };
}

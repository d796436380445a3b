import { randomUUIDv7 } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Refuses, Roles } from '@redress/bootstrap';
import { ComplaintSubmitted, ownChannel } from '@redress/contracts';
import {
  type Decision,
  Journal,
  type RequestKey,
  requestKeyOf,
  say,
  TakesKey,
  type Transaction,
  takeKey,
} from '@redress/messaging';
import { seal, VaultKeeper } from '@redress/vault';
import { AcceptedView } from './accepted.view.js';
import { type Accepted, accept } from './domain/accept.js';
import { drawReference } from './domain/reference.js';
import { ownComplaints, promisedFor } from './storage/own-complaint.js';
import { SubmitComplaintBody } from './submit-complaint.body.js';

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
  @TakesKey()
  @Answers(202, AcceptedView, 'Accepted')
  @Refuses('key-reused')
  async submit(
    @Body() submission: SubmitComplaintBody,
    @CurrentPrincipal() customer: Principal,
    @Req() { body }: { body: unknown },
    @Headers('idempotency-key') key?: string,
  ): Promise<AcceptedView> {
    const requestKey = requestKeyOf(customer.sub, key, body);
    const at = new Date();
    return this.journal.decide((tx) => this.store(tx, submission, customer, at, requestKey));
  }

  private async store(
    tx: Transaction,
    submission: SubmitComplaintBody,
    customer: Principal,
    at: Date,
    key?: RequestKey,
  ): Promise<Decision<AcceptedView>> {
    const complaintId = randomUUIDv7();
    const before = await takeKey(tx, key, complaintId);
    if (before) return { answer: await answerAgain(tx, before) };
    const { facts, words } = await this.own(tx, complaintId, (reference) =>
      accept(submission, { ...customer, channel: ownChannel }, reference, at),
    );
    const complaintKey = await this.keeper.issue(tx, complaintId);
    const id = randomUUIDv7();
    const cause = { subject: complaintId, correlationid: complaintId };
    const { reference, promisedBy } = facts;
    return {
      answer: { id: complaintId, reference, status: 'received', promisedBy },
      say: [say(ComplaintSubmitted, cause, { ...facts, sealed: seal(complaintKey, id, words) }, { id, at })],
    };
  }

  /** Writes down whose it is, under a reference that nobody else drew. */
  private async own(
    tx: Transaction,
    complaintId: string,
    acceptAs: (reference: string) => Accepted,
  ): Promise<Accepted> {
    for (;;) {
      const accepted = acceptAs(drawReference());
      const { channel, reference, receivedAt, promisedBy } = accepted.facts;
      const dates = { receivedAt: new Date(receivedAt), promisedBy: new Date(promisedBy) };
      const owned = { complaintId, customerId: accepted.words.customerId, channel, reference, ...dates };
      if ((await ownComplaints(tx, [owned])).size > 0) return accepted;
    }
  }
}

async function answerAgain(tx: Transaction, complaintId: string): Promise<AcceptedView> {
  const { reference, promisedBy } = await promisedFor(tx, complaintId);
  return { id: complaintId, reference, status: 'received', promisedBy: promisedBy.toISOString() };
}

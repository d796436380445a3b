import { randomUUIDv7 } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles } from '@redress/bootstrap';
import { ownChannel } from '@redress/contracts';
import { type Decision, Journal, requestKeyOf, TakesKey, type Transaction, takeKey } from '@redress/messaging';
import { AcceptedView } from './accepted.view.js';
import { Addresses } from './addresses.js';
import { type NewComplaint, NewComplaints, type Wanted } from './new-complaints.js';
import { promisedFor } from './storage/own-complaint.js';
import { SubmitComplaintBody } from './submit-complaint.body.js';
import { WayInHolder } from './way-in-holder.js';

/** The way in: a customer submits a complaint. */
@Controller('v1/complaints')
export class SubmitComplaintController {
  constructor(
    private readonly journal: Journal,
    private readonly complaints: NewComplaints,
    private readonly addresses: Addresses,
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
    if (customer instanceof WayInHolder) this.refuseOtherAddress(customer, submission);
    const requestKey = requestKeyOf(customer.sub, key, body);
    const wanted: Wanted = {
      complaintId: randomUUIDv7(),
      submission,
      customer: { ...customer, channel: ownChannel },
    };
    const at = new Date();
    return this.journal.decide(async (tx): Promise<Decision<AcceptedView>> => {
      const before = await takeKey(tx, requestKey, wanted.complaintId);
      if (before) return { answer: await answerAgain(tx, before) };
      const { made, say } = await this.complaints.make(tx, [wanted], at);
      return { answer: answerOf(made[0] as NewComplaint), say };
    });
  }

  /** Their complaints are those of the address: under another one they would not see what they submitted. */
  private refuseOtherAddress({ addressMark }: WayInHolder, { contact }: SubmitComplaintBody): void {
    if (!contact || this.addresses.markOf(contact.email).equals(addressMark)) return;
    const message = 'must be the address that you were let in by, or be left out';
    throw Problem.invalid('Correct what the errors name and send it again.', [{ path: 'contact.email', message }]);
  }
}

function answerOf({ complaintId, facts: { reference, promisedBy } }: NewComplaint): AcceptedView {
  return { id: complaintId, reference, status: 'received', promisedBy };
}

async function answerAgain(tx: Transaction, complaintId: string): Promise<AcceptedView> {
  const { reference, promisedBy } = await promisedFor(tx, complaintId);
  return { id: complaintId, reference, status: 'received', promisedBy: promisedBy.toISOString() };
}

import { Body, Controller } from '@nestjs/common';
import { type Asked, AskedHere, IsText } from '@redress/bootstrap';
import { InformationRequested, limits } from '@redress/contracts';
import { ActOnComplaint } from './act-on-complaint.js';
import { ActRoute } from './act-route.js';
import type { DeskComplaintView } from './desk-complaint.view.js';
import { heldBy } from './domain/held-by.js';

class InformationRequest {
  /** What is needed, and what for. */
  @IsText(limits.text)
  text: string;
}

@Controller('v1/complaints/:idOrReference')
export class RequestInformationController {
  constructor(private readonly acts: ActOnComplaint) {}

  /** Asks the customer something; the clock rests until the answer. */
  @ActRoute('request-information')
  request(@Body() { text }: InformationRequest, @AskedHere() asked: Asked): Promise<DeskComplaintView> {
    const { sub: by } = asked.actor;
    return this.acts.act(asked, {
      name: 'request-information',
      following: (state, _id, requestId) => ({
        event: InformationRequested,
        facts: { requestId, ...heldBy(by, state), by },
        words: { text },
      }),
    });
  }
}

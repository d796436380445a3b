import { Body, Controller } from '@nestjs/common';
import { type Asked, AskedHere, IsText } from '@redress/bootstrap';
import { FinalResponseIssued, limits } from '@redress/contracts';
import { ActOnComplaint } from './act-on-complaint.js';
import { ActRoute } from './act-route.js';
import type { DeskComplaintView } from './desk-complaint.view.js';
import { heldBy } from './domain/held-by.js';

class FinalResponse {
  @IsText(limits.text)
  text: string;
}

@Controller('v1/complaints/:idOrReference')
export class IssueFinalResponseController {
  constructor(private readonly acts: ActOnComplaint) {}

  /** Says the last word: the complaint is closed for good, and may go to a body outside. */
  @ActRoute('final-response')
  issue(@Body() { text }: FinalResponse, @AskedHere() asked: Asked): Promise<DeskComplaintView> {
    const { sub: by } = asked.actor;
    return this.acts.act(asked, {
      name: 'final-response',
      following: (state) => ({
        event: FinalResponseIssued,
        facts: { ...heldBy(by, state), episode: state.episode, by },
        words: { text },
      }),
    });
  }
}

import { Body, Controller } from '@nestjs/common';
import { type Asked, AskedHere, IsText } from '@redress/bootstrap';
import { limits, ReferredToAdr } from '@redress/contracts';
import { ActOnComplaint } from './act-on-complaint.js';
import { ActRoute } from './act-route.js';
import type { DeskComplaintView } from './desk-complaint.view.js';

class Referral {
  /** Name of the body of dispute resolution, as on its own papers: it is no personal word. */
  @IsText(limits.adrBody)
  body: string;

  @IsText(limits.text)
  text: string;
}

@Controller('v1/complaints/:idOrReference')
export class ReferComplaintController {
  constructor(private readonly acts: ActOnComplaint) {}

  /** Notes that the complaint went to a body of alternative dispute resolution. */
  @ActRoute('refer')
  refer(@Body() { body, text }: Referral, @AskedHere() asked: Asked): Promise<DeskComplaintView> {
    return this.acts.act(asked, {
      name: 'refer',
      following: () => ({ event: ReferredToAdr, facts: { body, by: asked.actor.sub }, words: { text } }),
    });
  }
}

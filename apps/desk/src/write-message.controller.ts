import { Body, Controller } from '@nestjs/common';
import { type Asked, AskedHere, IsText, MayBeAbsent } from '@redress/bootstrap';
import { limits, NoteWritten, SpecialistWrote } from '@redress/contracts';
import { IsBoolean } from 'class-validator';
import { ActOnComplaint } from './act-on-complaint.js';
import { ActRoute } from './act-route.js';
import type { DeskComplaintView } from './desk-complaint.view.js';

class Message {
  @IsText(limits.text)
  text: string;

  /** A note for colleagues, which never leaves the desk. */
  @MayBeAbsent()
  @IsBoolean()
  internal?: boolean;
}

@Controller('v1/complaints/:idOrReference')
export class WriteMessageController {
  constructor(private readonly acts: ActOnComplaint) {}

  /** Writes to the customer, or a note for colleagues. */
  @ActRoute('messages')
  write(@Body() { text, internal }: Message, @AskedHere() asked: Asked): Promise<DeskComplaintView> {
    return this.acts.act(asked, {
      name: 'messages',
      following: (_state, _id, messageId) => ({
        event: internal ? NoteWritten : SpecialistWrote,
        facts: { messageId, by: asked.actor.sub },
        words: { text },
      }),
    });
  }
}

import { Body, Controller } from '@nestjs/common';
import { type Asked, AskedHere, Problem } from '@redress/bootstrap';
import { DuplicateLinked, referencePattern } from '@redress/contracts';
import type { Transaction } from '@redress/messaging';
import { isUUID, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ActOnComplaint } from './act-on-complaint.js';
import { ActRoute } from './act-route.js';
import type { DeskComplaintView } from './desk-complaint.view.js';
import { FindComplaint } from './find-complaint.js';
import { WhoseComplaint } from './whose-complaint.js';

const isName = (value: unknown): boolean =>
  isUUID(value) || (typeof value === 'string' && referencePattern.test(value));

class Duplicate {
  /** Id or reference of the complaint that tells the same already. */
  @ValidateBy({
    name: 'isName',
    validator: { validate: isName, defaultMessage: () => 'must be the id or the reference of a complaint' },
  })
  @JSONSchema({
    type: 'string',
    anyOf: [{ format: 'uuid' }, { pattern: referencePattern.source }],
  })
  of: string;
}

@Controller('v1/complaints/:idOrReference')
export class LinkDuplicateController {
  constructor(
    private readonly acts: ActOnComplaint,
    private readonly complaints: FindComplaint,
    private readonly whose: WhoseComplaint,
  ) {}

  /** Links the complaint to another one of the same customer that tells the same. */
  @ActRoute('link-duplicate')
  link(@Body() { of: name }: Duplicate, @AskedHere() asked: Asked): Promise<DeskComplaintView> {
    return this.acts.act(asked, {
      name: 'link-duplicate',
      following: async (_state, complaintId, _eventId, tx) => {
        const of = await this.other(asked, name, tx);
        await this.whose.refuseUnlessSame(complaintId, of, tx);
        return { event: DuplicateLinked, facts: { of, by: asked.actor.sub } };
      },
    });
  }

  private async other({ actor }: Asked, name: string, tx: Transaction): Promise<string> {
    try {
      return await this.complaints.one(actor, name, tx);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
      throw Problem.invalid('Name a complaint that you may see.', [
        { path: 'of', message: 'names no complaint that you may see' },
      ]);
    }
  }
}

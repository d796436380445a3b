import { Body, Controller } from '@nestjs/common';
import { type Asked, AskedHere, IsText, MayBeAbsent } from '@redress/bootstrap';
import { type Category, CategoryCorrected, categories, limits } from '@redress/contracts';
import { IsIn } from 'class-validator';
import { ActOnComplaint } from './act-on-complaint.js';
import { ActRoute } from './act-route.js';
import type { DeskComplaintView } from './desk-complaint.view.js';
import { mayCorrectCategory } from './domain/rights.js';

class Correction {
  @IsIn(categories)
  category: Category;

  @MayBeAbsent()
  @IsText(limits.text)
  reason?: string;
}

@Controller('v1/complaints/:idOrReference')
export class CorrectCategoryController {
  constructor(private readonly acts: ActOnComplaint) {}

  /** Says what the complaint is about; a person's word beats the machine's. */
  @ActRoute('correct-category')
  correct(@Body() { category, reason }: Correction, @AskedHere() asked: Asked): Promise<DeskComplaintView> {
    return this.acts.act(asked, {
      name: 'correct-category',
      may: mayCorrectCategory,
      following: () => ({
        event: CategoryCorrected,
        facts: { category, by: asked.actor.sub },
        ...(reason !== undefined && { words: { reason } }),
      }),
    });
  }
}

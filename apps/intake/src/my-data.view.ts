import { ComplaintView } from '@redress/timeline';
import { Type } from 'class-transformer';
import { IsArray, IsISO8601, IsOptional, IsString, ValidateNested } from 'class-validator';
import { PreferencesView } from './preferences.view.js';

/** A complaint with all that was sealed with it. */
export class OwnComplaintView extends ComplaintView {
  /** As it was sent. */
  @IsOptional()
  @IsString()
  subject?: string;

  /** Where it is answered to. */
  @IsOptional()
  @IsString()
  email?: string;

  /** The language that its letters are written in, as far as anybody said. */
  @IsOptional()
  @IsString()
  customerLanguage?: string;
}

/** Everything that is kept of a customer here. */
export class MyDataView {
  /** When this was read. */
  @IsISO8601({ strict: true })
  at: string;

  /** The person's `sub`. */
  @IsString()
  customerId: string;

  /** As the account has it. */
  @IsOptional()
  @IsString()
  email?: string;

  @ValidateNested()
  @Type(() => PreferencesView)
  preferences: PreferencesView;

  /** All complaints, newest first, with every word. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OwnComplaintView)
  complaints: OwnComplaintView[];
}

import { Type } from 'class-transformer';
import { IsBoolean, IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';
import { languageTag } from '../limits.js';
import type { Template } from '../templates.js';

/** Which mails the customer wants; what is left out is wanted. */
export class WantedMails implements Partial<Record<Template, boolean>> {
  @IsOptional()
  @IsBoolean()
  received?: boolean;

  @IsOptional()
  @IsBoolean()
  assigned?: boolean;

  @IsOptional()
  @IsBoolean()
  'specialist-wrote'?: boolean;

  @IsOptional()
  @IsBoolean()
  'information-requested'?: boolean;

  @IsOptional()
  @IsBoolean()
  extension?: boolean;

  @IsOptional()
  @IsBoolean()
  decision?: boolean;

  @IsOptional()
  @IsBoolean()
  reopened?: boolean;

  @IsOptional()
  @IsBoolean()
  duplicate?: boolean;

  @IsOptional()
  @IsBoolean()
  closed?: boolean;

  @IsOptional()
  @IsBoolean()
  reminder?: boolean;

  @IsOptional()
  @IsBoolean()
  survey?: boolean;
}

/** How the customer is written to about this complaint from here on. */
export class PreferencesChanged {
  @IsOptional()
  @Matches(languageTag)
  language?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => WantedMails)
  mails: WantedMails;
}

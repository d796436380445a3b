import { readFileSync } from 'node:fs';
import { checkInput, IsWhole, SettingFaults } from '@redress/bootstrap';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { parse } from 'yaml';

const withDays = 'must be an object with days';

/** For how long a complaint may be opened again. */
export class Reopening {
  /** Whole days of 24 hours, counted from the decision, or from when it was closed. */
  @IsWhole(0, 3_650, { of: 'of days' })
  days: number = 14;
}

/** What the company promises its customers, as far as it is decided here. */
export class Policy {
  @IsObject({ message: withDays })
  @ValidateNested({ message: withDays })
  @Type(() => Reopening)
  reopening: Reopening = new Reopening();
}

/** The sections that other services read are theirs to check. */
const ownSection = ({ reopening }: Partial<Policy>): Partial<Policy> => (reopening === undefined ? {} : { reopening });

/**
 * Reads the policy: a file in YAML, of which JSON is a part. Without a section, its default holds.
 * Throws {@link SettingFaults} with every mistake.
 */
export function readPolicy(file: string): Policy {
  const document = documentIn(file);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new SettingFaults(['its file must hold an object such as {"reopening": {"days": 14}}']);
  }
  const checked = checkInput(Policy, ownSection(document));
  if ('input' in checked) return checked.input;
  throw new SettingFaults(checked.errors.map(({ path, message }) => `${path}: ${message}`));
}

function documentIn(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = 'syscall' in (error as Error) ? (error as NodeJS.ErrnoException).code : 'not YAML';
    throw new SettingFaults([`names a file that cannot be read (${why}); expected one in YAML or JSON`]);
  }
}

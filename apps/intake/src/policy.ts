import { readFileSync } from 'node:fs';
import { checkInput, StartError } from '@redress/bootstrap';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { parse, YAMLError } from 'yaml';

/** For how long a complaint may be opened again. */
export class Reopening {
  /** Whole days of 24 hours, counted from the decision, or from when it was closed. */
  @IsInt({ message: 'must be a whole number of days' })
  @Min(0)
  @Max(3_650)
  days: number = 14;
}

/** What the company promises its customers, as far as it is decided here. */
export class Policy {
  @IsObject({ message: 'must be an object with days' })
  @ValidateNested()
  @Type(() => Reopening)
  reopening: Reopening = new Reopening();
}

/** The sections that other services read are theirs to check. */
const ownSection = ({ reopening }: Partial<Policy>): Partial<Policy> => (reopening === undefined ? {} : { reopening });

/**
 * Reads the policy: a file in YAML, of which JSON is a part. Without a file, or without a section, the default holds.
 * Throws a {@link StartError} that names every mistake.
 */
export function readPolicy(file?: string): Policy {
  if (!file) return new Policy();
  const refuse = (what: string) => new StartError(`intake cannot start: the file of REDRESS_POLICY ${what}`);
  let document: unknown;
  try {
    document = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refuse(`cannot be read (${error instanceof YAMLError ? 'not YAML' : (error as NodeJS.ErrnoException).code})`);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw refuse('must hold an object such as {"reopening": {"days": 14}}');
  }
  const checked = checkInput(Policy, ownSection(document));
  if ('input' in checked) return checked.input;
  throw refuse(`is wrong:\n${checked.errors.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`);
}

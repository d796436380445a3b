import { ValidateIf } from 'class-validator';

/** May be left out, but not be null: whoever sends a field means something by it. */
export const MayBeAbsent = () => ValidateIf((_body, value) => value !== undefined);

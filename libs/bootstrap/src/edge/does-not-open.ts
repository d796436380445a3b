import { types } from 'node:util';

/**
 * Does this error mean that something sealed does not open, however often it is tried? Then an operator has to look: at
 * the key, or at what was sealed. Its message names both by id and carries no words. The vault's error, known by its name.
 */
export const doesNotOpen = (error: unknown): error is Error =>
  types.isNativeError(error) && error.name === 'VaultError';

import { MakeVault1764000050000 } from './1764000050000-make-vault.js';

/** Run by intake, the vault's keeper, in front of its own. The schema `vault` and its rights are there already. */
export const vaultMigrations = [MakeVault1764000050000];

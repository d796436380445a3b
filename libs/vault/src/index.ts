export { ComplaintBox } from './complaint-box.js';
export { type ComplaintKey, parseMasterKey } from './complaint-key.js';
export type { Connection } from './connection.js';
export { vaultMigrations } from './migrations/index.js';
export { seal } from './seal.js';
export { VaultModule } from './vault.module.js';
export { VaultError, type VaultErrorCode } from './vault-error.js';
export { VaultKeeper } from './vault-keeper.js';
export { type SealedWords, VaultReader } from './vault-reader.js';

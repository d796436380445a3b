import { Env, IsAddress } from '@redress/bootstrap';
import { MessagingConfig } from '@redress/messaging';
import { Matches } from 'class-validator';
import { CannedReplies } from './canned-replies.js';

/** What the desk needs to know. */
export class DeskConfig extends MessagingConfig {
  @Env('VAULT_MASTER_KEY', { expected: '32 bytes in base64; openssl rand -base64 32 makes one' })
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  masterKey: string;

  /** The select-only address of the vault. */
  @Env('VAULT_DATABASE_URL', { expected: 'an address such as postgres://vault_reader:password@host:5432/redress' })
  @IsAddress(['postgres:', 'postgresql:'])
  vaultDatabaseUrl: string;

  /** Those in the folder that is named, in place of those that come along. */
  @Env('CANNED_REPLIES', { read: (folder) => new CannedReplies(folder) })
  cannedReplies?: CannedReplies;
}

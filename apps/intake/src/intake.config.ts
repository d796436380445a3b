import { Env } from '@redress/bootstrap';
import { MessagingConfig } from '@redress/messaging';
import { Matches } from 'class-validator';
import { Policy, readPolicy } from './policy.js';

/** What the intake needs to know. */
export class IntakeConfig extends MessagingConfig {
  @Env('VAULT_MASTER_KEY', { expected: '32 bytes in base64; openssl rand -base64 32 makes one' })
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  masterKey: string;

  /** What stands in the file that is named. */
  @Env('REDRESS_POLICY', { read: readPolicy })
  policy: Policy = new Policy();
}

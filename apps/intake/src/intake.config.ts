import { Env } from '@redress/bootstrap';
import { MessagingConfig } from '@redress/messaging';
import { IsOptional, IsString, Matches } from 'class-validator';

/** What the intake needs to know. */
export class IntakeConfig extends MessagingConfig {
  @Env('VAULT_MASTER_KEY', { expected: '32 bytes in base64; openssl rand -base64 32 makes one' })
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  masterKey: string;

  /** A file; see `policy.ts`. */
  @Env('REDRESS_POLICY', { expected: 'the path of a file in YAML or JSON' })
  @IsOptional()
  @IsString()
  policyFile?: string;
}

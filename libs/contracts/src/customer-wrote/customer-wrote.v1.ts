import { IsOptional, IsString, IsUUID } from 'class-validator';

/** The customer wrote. */
export class CustomerWrote {
  @IsUUID()
  messageId: string;

  /** The `information-requested` that it answers. */
  @IsOptional()
  @IsUUID()
  requestId?: string;

  /** Sealed {@link MessageWords}. */
  @IsString()
  sealed: string;
}

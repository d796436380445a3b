import { IsInt, IsString, Min } from 'class-validator';

/** The customer wants the decision looked at by somebody else: stage two. */
export class ComplaintEscalated {
  /** The episode whose decision it is. */
  @IsInt()
  @Min(1)
  episode: number;

  /** Sealed {@link MessageWords}. */
  @IsString()
  sealed: string;
}

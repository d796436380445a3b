import { IsInt, IsString, Min } from 'class-validator';

/** The customer came back with the complaint: it was not solved. */
export class ComplaintReopened {
  /** The episode that begins with it. */
  @IsInt()
  @Min(2)
  episode: number;

  /** Sealed {@link MessageWords}. */
  @IsString()
  sealed: string;
}

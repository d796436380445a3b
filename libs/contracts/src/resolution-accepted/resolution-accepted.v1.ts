import { IsInt, Min } from 'class-validator';

/** The customer is satisfied with the decision. */
export class ResolutionAccepted {
  /** The episode whose decision it is. */
  @IsInt()
  @Min(1)
  episode: number;
}

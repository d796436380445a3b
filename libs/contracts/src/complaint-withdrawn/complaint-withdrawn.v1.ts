import { IsInt, Min } from 'class-validator';

/** The customer wants nothing more of the complaint. */
export class ComplaintWithdrawn {
  @IsInt()
  @Min(1)
  episode: number;
}

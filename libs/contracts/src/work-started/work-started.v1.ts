import { IsUUID } from 'class-validator';

/** The holder began to work on the complaint. */
export class WorkStarted {
  @IsUUID()
  assignmentId: string;
}

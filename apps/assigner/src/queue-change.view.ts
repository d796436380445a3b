import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsObject, IsString, IsUUID, ValidateNested } from 'class-validator';
import { RoutedComplaintView, show } from './routed-complaint.view.js';
import type { Complaint } from './storage/complaint.entity.js';
import type { QueueChange } from './storage/queue-changes.js';

/** One change of a queue: the entry of the complaint's timeline that it follows from, and the complaint as it is now. */
export class QueueChangeView {
  @IsUUID()
  id: string;

  /** The event's name, such as complaint-assigned. */
  @IsString()
  type: string;

  @IsISO8601({ strict: true })
  at: string;

  /** customer, redress (the machine), lead, or a specialist's id. */
  @IsString()
  by: string;

  /** pending: it is decided and on its way. Should it have no effect in the end, a later change tells. */
  @IsIn(['took', 'pending'])
  effect: 'took' | 'pending';

  @IsObject()
  data: Record<string, unknown>;

  /** Whether the complaint is in the queue after it. */
  @IsBoolean()
  held: boolean;

  @ValidateNested()
  @Type(() => RoutedComplaintView)
  complaint: RoutedComplaintView;
}

/** Shows a change to the specialist whose queue it is. */
export function showChange(change: QueueChange, complaint: Complaint, reader: string): QueueChangeView {
  const { id, type, at, effect, data, isHeld } = change;
  const by = speakerOf(type, data, reader);
  return { id, type, at: at.toISOString(), by, effect, data, held: isHeld, complaint: show(complaint) };
}

const byCustomer = /^(complaint-(submitted|reopened|escalated|withdrawn)|customer-wrote|resolution-accepted)$/;

/** Whose act a change was; a queue's owner is who held what was started or handed over. */
function speakerOf(type: string, { by, reason, specialistId }: Record<string, unknown>, owner: string): string {
  if (byCustomer.test(type)) return 'customer';
  if (type === 'work-started') return owner;
  if (type === 'complaint-released')
    return reason === 'handed-over' ? owner : reason === 'reassigned' ? 'lead' : 'redress';
  if (type === 'complaint-assigned') return by === 'claim' ? String(specialistId) : by === 'lead' ? 'lead' : 'redress';
  return typeof by === 'string' ? by : 'redress';
}

import { randomUUIDv7 } from 'node:crypto';
import { Problem } from '@redress/bootstrap';
import {
  type AssigningHand,
  type AssigningReason,
  ComplaintAssigned,
  ComplaintReleased,
  type ReleasingReason,
} from '@redress/contracts';
import { type EventSaying, say, type Transaction } from '@redress/messaging';
import { refusalOf } from './domain/refusal.js';
import { claimComplaints } from './storage/claim-complaints.js';
import { Complaint } from './storage/complaint.entity.js';
import { lockComplaint, maySee } from './storage/find-complaints.js';
import { lockSpecialists, releaseComplaints } from './storage/holders.js';
import { Specialist } from './storage/specialist.entity.js';

/** A person's wish that somebody gets a complaint. */
export interface Gift {
  to: string;
  by: AssigningHand;
  reason: AssigningReason;
  override?: boolean;
  /** The event it follows from, if any. */
  causedBy?: string;
}

/** Locks the complaint with this id or reference. Throws not-found. */
export async function findComplaint(tx: Transaction, idOrReference: string): Promise<Complaint> {
  const complaint = await lockComplaint(tx, idOrReference);
  if (!complaint) throw Problem.notFound('No such complaint: check its id or reference.');
  return complaint;
}

/** Locks a complaint for its holder. Throws not-found for those who may not see it, wrong-state for other people. */
export async function findHeld(tx: Transaction, idOrReference: string, specialistId: string): Promise<Complaint> {
  const complaint = await findComplaint(tx, idOrReference);
  if (complaint.specialistId === specialistId) return complaint;
  if (await maySee(tx, complaint, specialistId)) throw Problem.wrongState('You do not hold this complaint.');
  throw Problem.notFound('No such complaint: check its id or reference.');
}

/**
 * Gives a locked complaint, which is in the pool, to the specialist a person named. Changes `complaint` to what it is
 * then. Throws wrong-state when the specialist is unknown, retired, unskilled or full.
 */
export async function giveComplaint(tx: Transaction, complaint: Complaint, gift: Gift): Promise<EventSaying> {
  if (complaint.category === null) throw Problem.wrongState('Its category is not known yet: try again in a moment.');
  const { id, category, language } = complaint;
  const { to, by, reason, override = false, causedBy } = gift;
  await lockSpecialists(tx, [to]);
  const taker = await tx.findOneBy(Specialist, { id: to });
  const refusal = refusalOf(taker ?? undefined, { category, language }, override);
  const assignment = { assignmentId: randomUUIDv7(), specialistId: to, reasons: [reason] };
  const granted = refusal ? [] : await claimComplaints(tx, [{ complaintId: id, ...assignment }], { override });
  if (granted.length === 0) throw Problem.wrongState(refusal ?? 'Somebody else has taken it.');
  Object.assign(complaint, assignment, { status: 'assigned', waiting: null });
  return say(
    ComplaintAssigned,
    { subject: id, correlationid: complaint.correlationId, ...(causedBy && { id: causedBy }) },
    { ...assignment, by },
  );
}

/** Takes a locked complaint from its holder and puts it back into the pool. Changes `complaint` to what it is then. */
export async function takeBack(
  tx: Transaction,
  complaint: Complaint,
  reason: ReleasingReason,
): Promise<EventSaying | undefined> {
  const { id, correlationId, assignmentId, specialistId } = complaint;
  if (!specialistId || !assignmentId) return undefined;
  const eventId = randomUUIDv7();
  const handedOverBy = reason === 'handed-over' ? specialistId : null;
  await releaseComplaints(tx, [{ complaintId: id, specialistId, eventId }], handedOverBy);
  Object.assign(complaint, { status: 'pooled', specialistId: null, assignmentId: null, reasons: null, handedOverBy });
  return say(
    ComplaintReleased,
    { subject: id, correlationid: correlationId },
    { assignmentId, reason },
    { id: eventId },
  );
}

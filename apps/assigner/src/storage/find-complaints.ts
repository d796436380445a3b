import { referencePattern } from '@redress/contracts';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { isSkilled } from '../domain/refusal.js';
import { Complaint } from './complaint.entity.js';
import { FormerHolder } from './former-holder.entity.js';
import { Specialist } from './specialist.entity.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function addressed(idOrReference: string): FindOptionsWhere<Complaint> | undefined {
  if (uuid.test(idOrReference)) return { id: idOrReference };
  return referencePattern.test(idOrReference) ? { reference: idOrReference } : undefined;
}

/** The complaint with this id or reference, as it is at the moment. */
export async function findComplaint(db: EntityManager, idOrReference: string): Promise<Complaint | null> {
  const where = addressed(idOrReference);
  return where ? await db.findOneBy(Complaint, where) : null;
}

/** Whether a specialist may see a complaint: one that is or was held, or one of the own skills. */
export async function maySee(db: EntityManager, complaintId: string, specialistId: string): Promise<boolean> {
  if (await db.existsBy(FormerHolder, { complaintId, specialistId })) return true;
  const complaint = await db.findOneBy(Complaint, { id: complaintId });
  if (!complaint) return false;
  if (complaint.specialistId === specialistId) return true;
  const { category, language } = complaint;
  const specialist = category && (await db.findOneBy(Specialist, { id: specialistId }));
  return specialist ? isSkilled(specialist.skills, { category, language }) : false;
}

/** Where a page begins and how long it is. */
export interface PageOf {
  limit: number;
  after?: string;
}

/** A specialist's queue in due order: one more than the page holds, if there is more. */
export async function readQueue(db: EntityManager, specialistId: string, page: PageOf): Promise<Complaint[]> {
  const queue = db.createQueryBuilder(Complaint, 'complaint').where({ specialistId });
  if (page.after) {
    queue.andWhere(
      `(complaint.due, complaint.id) > (SELECT due, complaint_id FROM complaint WHERE complaint_id = :after)`,
      page,
    );
  }
  return await queue
    .orderBy('complaint.due')
    .addOrderBy('complaint.id')
    .limit(page.limit + 1)
    .getMany();
}

/** The pool in the order in which it will be given out: one more than the page holds, if there is more. */
export async function readPool(db: EntityManager, page: PageOf): Promise<Complaint[]> {
  const pool = db.createQueryBuilder(Complaint, 'complaint').where(`complaint.status = 'pooled'`);
  if (page.after) {
    pool.andWhere(
      `(complaint.receivedAt, complaint.id) >
       (SELECT received_at, complaint_id FROM complaint WHERE complaint_id = :after)`,
      page,
    );
  }
  return await pool
    .orderBy('complaint.receivedAt')
    .addOrderBy('complaint.id')
    .limit(page.limit + 1)
    .getMany();
}

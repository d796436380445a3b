import type { AssigningReason } from '@redress/contracts';
import type { EntityManager } from 'typeorm';

export interface Claim {
  complaintId: string;
  specialistId: string;
  assignmentId: string;
  reasons: AssigningReason[];
}

/** Who decided: the rule asks for presence, a person does not; a lead's override asks for neither skill nor room. */
export interface ClaimTerms {
  presentOnly?: boolean;
  override?: boolean;
}

/**
 * The complaints' rows are locked before the specialists', each in key order: counting `pooled` first sees to that.
 * What another transaction changed meanwhile is seen under the lock.
 */
const claimStatement = `
  WITH wanted AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[])
      WITH ORDINALITY AS wanted (complaint_id, specialist_id, assignment_id, reasons, place)
  ), pooled AS (
    SELECT complaint_id, category, language FROM complaint
    WHERE complaint_id = ANY($1) AND status = 'pooled'
    ORDER BY complaint_id FOR UPDATE
  ), willing AS (
    SELECT specialist_id, skills, capacity - open_count AS places FROM specialist
    WHERE specialist_id = ANY($2) AND NOT retired
      AND (NOT $5 OR (present AND shift_override IS DISTINCT FROM 'off'))
      AND (SELECT count(*) FROM pooled) > 0
    ORDER BY specialist_id FOR UPDATE
  ), skilled AS (
    SELECT wanted.*, places, row_number() OVER (PARTITION BY specialist_id ORDER BY place) AS nth
    FROM wanted JOIN pooled USING (complaint_id) JOIN willing USING (specialist_id)
    WHERE $6 OR skills @> jsonb_build_array(jsonb_build_object('category', category, 'language', language))
  ), taken AS (
    SELECT * FROM skilled WHERE $6 OR nth <= places
  ), raised AS (
    UPDATE specialist
    SET open_count = open_count + more.count, last_assigned = more.number, queue_dirty = true
    FROM (
      SELECT specialist_id, count, nextval('assignment_number') AS number
      FROM (SELECT specialist_id, count(*), max(place) AS last FROM taken GROUP BY specialist_id ORDER BY last) AS sums
    ) AS more
    WHERE specialist.specialist_id = more.specialist_id
  ), given AS (
    UPDATE complaint
    SET status = 'assigned', specialist_id = taken.specialist_id, assignment_id = taken.assignment_id,
        reasons = string_to_array(taken.reasons, ' '), pooled_by = NULL, waiting = NULL, handed_over_by = NULL,
        said = said + 1
    FROM taken WHERE complaint.complaint_id = taken.complaint_id
  )
  SELECT complaint_id FROM taken`;

/**
 * Gives pooled complaints to specialists: all in one safe statement that raises no counter above its capacity and gives
 * nothing twice, whoever else is at it. Returns the claims that were granted; those that came too late are left out.
 */
export async function claimComplaints<C extends Claim>(
  tx: EntityManager,
  claims: C[],
  { presentOnly = false, override = false }: ClaimTerms,
): Promise<C[]> {
  if (claims.length === 0) return [];
  const taken: { complaint_id: string }[] = await tx.query(claimStatement, [
    claims.map((claim) => claim.complaintId),
    claims.map((claim) => claim.specialistId),
    claims.map((claim) => claim.assignmentId),
    claims.map((claim) => claim.reasons.join(' ')),
    presentOnly,
    override,
  ]);
  const granted = new Set(taken.map((row) => row.complaint_id));
  return claims.filter((claim) => granted.has(claim.complaintId));
}

import { createHash } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { DatedAssignment, Rota, RotaProblem } from '@bilin/domain/scorecards/rota/problem'
import { deleteVisits, insertVisits } from './reviewers.ts'
import type { PlanningSnapshot } from './queries.ts'

/** Visits written at once: the protocol takes 65,535 values. */
const AT_ONCE = 1000

export const computeFingerprint = (wish: RotaProblem): string =>
  createHash('sha256').update(JSON.stringify(wish)).digest('hex')

/** The replaced go, the proposed come, and those kept without a day get one. */
export async function acceptRota(
  db: TenantDb,
  roundId: string,
  { pairs, dated }: Pick<Rota, 'pairs' | 'dated'>,
  replaced: PlanningSnapshot['visits'],
  standing: PlanningSnapshot,
): Promise<{ visits: number; dropped: number }> {
  await dropVisits(db, replaced, new Set(standing.stranded.map(({ id }) => id)))
  for (let at = 0; at < pairs.length; at += AT_ONCE) {
    const some = pairs.slice(at, at + AT_ONCE).map(({ day, ...pair }: DatedAssignment) => ({ ...pair, plannedOn: day }))
    await insertVisits(db, roundId, some, standing.estates, standing.reviewers)
  }
  const getVisit = new Map(standing.visits.map((visit) => [`${visit.reviewerSeatId} ${visit.estateId}`, visit.id]))
  for (const [day, theirs] of Map.groupBy(dated, ({ day }) => day)) {
    const ids = theirs.map(({ seatId, estateId }) => getVisit.get(`${seatId} ${estateId}`)!)
    await db.updateTable('visit').set({ plannedOn: day }).where('id', 'in', ids).execute()
  }
  return { visits: pairs.length, dropped: replaced.length }
}

/** Those waiting for their reviewer's hand are locked first; what was begun or sent meanwhile is not thrown away. */
async function dropVisits(db: TenantDb, replaced: PlanningSnapshot['visits'], stranded: ReadonlySet<string>) {
  const ids = replaced.map(({ id }) => id)
  if (ids.length === 0) return
  const sheets = db.selectFrom('scoreSheet').select(['visitId', 'submittedAt']).where('visitId', 'in', ids)
  await sheets.forUpdate().execute()
  await db.selectFrom('visit').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
  const begun = await sheets.execute()
  if (begun.some(({ visitId, submittedAt }) => submittedAt !== null || !stranded.has(visitId)))
    refuse('conflict', 'scorecards.rota_out_of_date')
  await deleteVisits(db, ids)
}

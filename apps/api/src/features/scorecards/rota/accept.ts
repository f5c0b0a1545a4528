import { createHash } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import type { DatedAssignment, Rota, RotaProblem } from '@bilin/domain/scorecards/rota/problem'
import { deleteVisits, insertVisits } from './reviewers.ts'
import type { PlanningSnapshot } from './queries.ts'

/** Visits per insert statement; PostgreSQL takes 65,535 parameters at most. */
const AT_ONCE = 1000

export const computeFingerprint = (problem: RotaProblem): string =>
  createHash('sha256').update(JSON.stringify(problem)).digest('hex')

/** Deletes the replaced visits, inserts the proposed ones, and sets the days of fixed visits that had none. */
export async function acceptRota(
  db: TenantDb,
  roundId: string,
  { pairs, dated }: Pick<Rota, 'pairs' | 'dated'>,
  replaced: PlanningSnapshot['visits'],
  snapshot: PlanningSnapshot,
): Promise<{ visits: number; dropped: number }> {
  await deleteReplacedVisits(db, replaced, new Set(snapshot.stranded.map(({ id }) => id)))
  for (let at = 0; at < pairs.length; at += AT_ONCE) {
    const some = pairs.slice(at, at + AT_ONCE).map(({ day, ...pair }: DatedAssignment) => ({ ...pair, plannedOn: day }))
    await insertVisits(db, roundId, some, snapshot.estates, snapshot.reviewers)
  }
  const getVisit = new Map(snapshot.visits.map((visit) => [`${visit.reviewerSeatId} ${visit.estateId}`, visit.id]))
  for (const [day, theirs] of Map.groupBy(dated, ({ day }) => day)) {
    const ids = theirs.map(({ seatId, estateId }) => getVisit.get(`${seatId} ${estateId}`)!)
    await updatePlannedDay(db, ids, day)
  }
  return { visits: pairs.length, dropped: replaced.length }
}

const updatePlannedDay = (db: TenantDb, visitIds: readonly string[], plannedOn: Day) =>
  db.updateTable('visit').set({ plannedOn }).where('id', 'in', visitIds).execute()

/** Locks sheets and visits first. Refuses when a visit was submitted meanwhile, or begun by a reviewer who can still make it. */
async function deleteReplacedVisits(db: TenantDb, replaced: PlanningSnapshot['visits'], stranded: ReadonlySet<string>) {
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

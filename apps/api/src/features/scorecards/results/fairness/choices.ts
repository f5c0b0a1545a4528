/** The visits and reviewers of a round that may be left out of it to try, a hundred of each; and names for the outcome. */
import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { among } from '../../../../rooms/bulk/among.ts'
import { readTogether } from '../../../../rooms/together.ts'
import { containsText } from '../../../../rooms/search.ts'
import { inNameOrder } from '../../../../rooms/nameOrder.ts'

const SHOWN = 100

const found = sql<number>`(count(*) over ())::int`.as('found')

/** Those whose estate or reviewer contains each word of the search. */
export async function listWhatIfChoices(db: TenantDb, roundId: string, search: string) {
  const ids = await listMarkedVisits(db, roundId)
  const { visits, reviewers } = await readTogether(db, {
    visits: selectFound(db, ids, search)
      .select(['visit.id', 'roundEstate.name as estate', 'visit.reviewerTitle as reviewer', found])
      .orderBy(inNameOrder('roundEstate.communityName'))
      .orderBy(inNameOrder('roundEstate.name'))
      .orderBy(inNameOrder('visit.reviewerTitle'))
      .orderBy('visit.id')
      .limit(SHOWN),
    reviewers: selectFound(db, ids, search)
      .select(['visit.reviewerSeatId as id', 'visit.reviewerTitle as title', found])
      .groupBy(['visit.reviewerSeatId', 'visit.reviewerTitle'])
      .orderBy(inNameOrder('visit.reviewerTitle'))
      .orderBy('visit.reviewerSeatId')
      .limit(SHOWN),
  })
  return {
    search,
    visits: { rows: visits.map(({ found: _, ...visit }) => visit), found: visits[0]?.found ?? 0 },
    reviewers: { rows: reviewers.map(({ found: _, ...reviewer }) => reviewer), found: reviewers[0]?.found ?? 0 },
  }
}

async function listMarkedVisits(db: TenantDb, roundId: string): Promise<string[]> {
  const marked = await db.selectFrom('markSource').where('roundId', '=', roundId).select('visitId').execute()
  return marked.map(({ visitId }) => visitId)
}

/** Visits, each with its estate. */
function selectFound(db: TenantDb, visitIds: string[], search: string) {
  const words = search.split(/\s+/u).filter(Boolean)
  return db
    .selectFrom('visit')
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'visit.roundId').onRef('roundEstate.estateId', '=', 'visit.estateId'),
    )
    .where(among('visit.id', visitIds))
    .where((eb) => eb.and(words.map((word) => containsText(word, 'roundEstate.name', 'visit.reviewerTitle'))))
}

/** Whether a visit, or any visit of a reviewer, is in the round. */
export async function hasVisit(
  db: TenantDb,
  roundId: string,
  wanted: { visitId: string } | { reviewer: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('visit')
    .where('roundId', '=', roundId)
    .where((eb) => ('visitId' in wanted ? eb('id', '=', wanted.visitId) : eb('reviewerSeatId', '=', wanted.reviewer)))
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The names of a round's estates and their companies. */
export async function getNames(db: TenantDb, roundId: string): Promise<(id: string) => string> {
  const rows = await db
    .selectFrom('roundEstate')
    .where('roundId', '=', roundId)
    .select(['estateId', 'name', 'companyId', 'companyName'])
    .execute()
  const names = new Map(
    rows.flatMap(({ estateId, name, companyId, companyName }) => [
      [estateId, name],
      [companyId, companyName],
    ]),
  )
  return (id) => names.get(id) ?? ''
}

/** The reviewers of some visits, and of some seats. */
export async function listReviewerTitles(
  db: TenantDb,
  roundId: string,
  visits: readonly string[],
  seats: readonly string[],
) {
  if (visits.length + seats.length === 0) return []
  return db
    .selectFrom('visit')
    .where('roundId', '=', roundId)
    .where((eb) =>
      eb.or([
        eb('id', '=', sql<string>`any(${visits as string[]}::uuid[])`),
        eb('reviewerSeatId', '=', sql<string>`any(${seats as string[]}::uuid[])`),
      ]),
    )
    .select(['id', 'estateId', 'reviewerSeatId', 'reviewerTitle'])
    .execute()
}

import type { Seat, TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { selectFilesOf } from '../../../rooms/files/links.ts'
import { asColumns, isAfter } from '../../../rooms/page.ts'
import { responseFiles } from './files.ts'
import { selectReviewedEstates } from './settlement.ts'
import { selectMarks } from './subjects.ts'
import { containsText } from '../../../rooms/search.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

type Wanted = { search?: string; estateId?: string; most?: number }

/** The estates of which this seat sees marks or means, with the number of disputed and of undecided marks. */
export function listReviewedEstates(
  db: TenantDb,
  roundId: string,
  seat: Seat,
  { search = '', estateId, most }: Wanted,
) {
  const disputes = db
    .selectFrom('response')
    .innerJoin('mark', 'mark.id', 'response.markId')
    .leftJoin('decision', 'decision.markId', 'response.markId')
    .select([
      'mark.estateId',
      sql<number>`count(*)::int`.as('disputed'),
      sql<number>`count(*) filter (where decision.id is null)::int`.as('undecided'),
    ])
    .where('response.roundId', '=', roundId)
    .groupBy('mark.estateId')
    .as('dispute')
  return selectReviewedEstates(db, roundId, seat)
    .leftJoin(disputes, 'dispute.estateId', 'roundEstate.estateId')
    .select([
      'roundEstate.estateId',
      'roundEstate.name',
      'roundEstate.companyName',
      sql<number>`coalesce(dispute.disputed, 0)`.as('disputed'),
      sql<number>`coalesce(dispute.undecided, 0)`.as('undecided'),
    ])
    .$if(search !== '', (query) =>
      query.where(containsText(search, 'roundEstate.name', 'roundEstate.communityName', 'roundEstate.companyName')),
    )
    .$if(estateId !== undefined, (query) => query.where('roundEstate.estateId', '=', estateId!))
    .orderBy(inNameOrder('roundEstate.communityName'))
    .orderBy(inNameOrder('roundEstate.name'))
    .orderBy('roundEstate.estateId')
    .$if(most !== undefined, (query) => query.limit(most!))
    .execute()
}

export const selectDisclosedMarks = (db: TenantDb, roundId: string, estateId: string) =>
  selectMarksToShow(db)
    .where('mark.roundId', '=', roundId)
    .where('mark.estateId', '=', estateId)
    .orderBy('mark.indicator')
    .orderBy('mark.mark', (order) => order.desc().nullsLast())
    .orderBy('mark.id')

const disputeKeys = [
  sql`(decision.id is not null)`,
  inNameOrder('roundEstate.communityName'),
  inNameOrder('roundEstate.name'),
  sql`mark.indicator`,
  sql`mark.id`,
]

export function listDisputedMarks(
  db: TenantDb,
  roundId: string,
  { after, most }: { after?: string | undefined; most?: number | undefined },
) {
  return selectMarksToShow(db)
    .where('mark.roundId', '=', roundId)
    .where('response.roundId', '=', roundId)
    .$if(after !== undefined, (query) => {
      const last = selectPlacedMarks(db).select(asColumns(disputeKeys)).where('mark.id', '=', after!)
      return query.where(isAfter(disputeKeys, last))
    })
    .orderBy(sql.join(disputeKeys))
    .$if(most !== undefined, (query) => query.limit(most!))
    .execute()
}

export const selectDisputedCount = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('response')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('roundId', '=', roundId)
    .where('markId', 'is not', null)

export const selectExclusions = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('exclusion')
    .select(['estateId', 'indicator', 'reason'])
    .where('roundId', '=', roundId)
    .orderBy('indicator')

/** A row, if the company has said that it is done. */
export const selectAcceptance = (db: TenantDb, roundId: string, companyId: string) =>
  db.selectFrom('acceptance').select('id').where('roundId', '=', roundId).where('authorTenantId', '=', companyId)

const selectPlacedMarks = (db: TenantDb) =>
  selectMarks(db).innerJoin('roundEstate', (on) =>
    on.onRef('roundEstate.roundId', '=', 'mark.roundId').onRef('roundEstate.estateId', '=', 'mark.estateId'),
  )

const selectMarksToShow = (db: TenantDb) =>
  selectPlacedMarks(db).select([
    'mark.id',
    'mark.estateId',
    'roundEstate.name as estate',
    'roundEstate.companyName',
    'roundEstate.communityName',
    'mark.indicator',
    'mark.mark',
    'mark.counted',
    'mark.excluded',
    'mark.valueId',
    'response.text as response',
    'response.respondedAt',
    'decision.mark as final',
    'decision.reason',
    'decision.decidedAt',
    selectFilesOf(db, responseFiles.mark, 'mark.id').as('evidence'),
  ])

/** One page of a round's findings, by estate, and how many there are of each status. */
import type { TenantDb } from '@bilin/db/tenant'
import { findingStatuses, type FindingListing, type FindingStatus } from '@bilin/domain/scorecards/findings/listing'
import { sql } from 'kysely'
import { asColumns, isAfter, rowsToRead, toPage } from '../../../rooms/page.ts'
import { selectFindings } from './subjects.ts'
import { containsText } from '../../../rooms/search.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

const PAGE_SIZE = 50
const MAX_WHOLE = 5000

/** `over`: the time to respond has ended. */
type Of = { roundId: string; over: boolean }

const keys = [
  inNameOrder('roundEstate.communityName'),
  inNameOrder('roundEstate.name'),
  sql`finding.estate_id`,
  sql`finding.severity`,
  sql`finding.indicator`,
  sql`finding.text`,
  sql`finding.id`,
]

const toStatus = (over: boolean) => sql<FindingStatus>`case
  when decision.upheld then 'struck'
  when decision.lifts_veto then 'veto_lifted'
  when not decision.upheld then 'stands'
  when response.disputes then 'undecided'
  when not response.disputes then 'accepted'
  when ${over}::boolean then 'silent'
  else 'unanswered' end`

export async function listFindingPage(db: TenantDb, of: Of, asked: FindingListing) {
  const rows = await filterFindings(db, of, asked)
    .select([
      'finding.id',
      'finding.estateId',
      'roundEstate.name as estate',
      'roundEstate.companyName',
      'roundEstate.communityName',
      'finding.indicator',
      'finding.severity',
      'finding.place',
      'finding.text',
      'finding.veto',
      'response.disputes',
      'response.text as response',
      'response.respondedAt',
      'decision.upheld',
      'decision.liftsVeto',
      'decision.reason',
      'decision.decidedAt',
    ])
    .$if(asked.show !== undefined, (query) => query.where(toStatus(of.over), '=', asked.show!))
    .$if(asked.after !== undefined && !asked.whole, (query) => {
      const last = selectPlaced(db, of).select(asColumns(keys)).where('finding.id', '=', asked.after!)
      return query.where(isAfter(keys, last))
    })
    .orderBy(sql.join(keys))
    .limit(asked.whole ? MAX_WHOLE : rowsToRead(PAGE_SIZE))
    .execute()
  return toPage(rows, asked.whole ? MAX_WHOLE : PAGE_SIZE, ({ id }) => id)
}

/** Of all findings that match, whatever their status. */
export const selectStatusCounts = (db: TenantDb, of: Of, asked: FindingListing) =>
  filterFindings(db, of, asked)
    .select([toStatus(of.over).as('status'), sql<number>`count(*)::int`.as('count')])
    .groupBy('status')

export function byStatus(rows: readonly { status: FindingStatus; count: number }[]): Record<FindingStatus, number> {
  const counts = new Map(rows.map(({ status, count }) => [status, count]))
  return Object.fromEntries(findingStatuses.map((status) => [status, counts.get(status) ?? 0])) as Record<
    FindingStatus,
    number
  >
}

const selectPlaced = (db: TenantDb, { roundId }: Of) =>
  selectFindings(db)
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'finding.roundId').onRef('roundEstate.estateId', '=', 'finding.estateId'),
    )
    .where('finding.roundId', '=', roundId)

const filterFindings = (db: TenantDb, of: Of, { search, estateId }: FindingListing) =>
  selectPlaced(db, of)
    .$if(search !== '', (query) =>
      query.where(containsText(search, 'roundEstate.name', 'roundEstate.communityName', 'roundEstate.companyName')),
    )
    .$if(estateId !== undefined, (query) => query.where('finding.estateId', '=', estateId!))

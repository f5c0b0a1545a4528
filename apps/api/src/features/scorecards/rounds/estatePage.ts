/** One page of a round's estates, in the order asked for, and how many there are. */
import type { DB } from '@bilin/db/schema.generated'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import { asColumns, isAfter, rowsToRead, toPage } from '../../../rooms/page.ts'
import { containsText } from '../../../rooms/search.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

const PAGE_SIZE = 100
const MAX_WHOLE = 5000

const name = inNameOrder('roundEstate.name')
const community = inNameOrder('roundEstate.communityName')
const company = inNameOrder('roundEstate.companyName')
const id = sql`round_estate.estate_id`

const orders: Record<EstateListing['sort'], RawBuilder<unknown>[]> = {
  community: [community, name, id],
  name: [name, community, id],
  company: [company, name, id],
}

/** For the coordinator each with its visits: how many are planned, and how many submitted. */
export async function listEstatePage(db: TenantDb, roundId: string, asked: EstateListing, seat: Seat) {
  const keys = orders[asked.sort]
  const rows = await selectEstates(db, roundId)
    .where(isMatch(asked, seat))
    .select(['roundEstate.estateId', 'roundEstate.name', 'roundEstate.kind', 'roundEstate.households'])
    .select(['roundEstate.communityId', 'roundEstate.communityName'])
    .select(['roundEstate.companyId', 'roundEstate.companyName'])
    .$if(coordinates(seat), (query) =>
      query.select((eb) => jsonObjectFrom(selectVisitsOfEstate(eb, roundId)).$notNull().as('visits')),
    )
    .$if(asked.after !== undefined && !asked.whole, (query) => {
      const last = selectEstates(db, roundId).select(asColumns(keys)).where('roundEstate.estateId', '=', asked.after!)
      return query.where(isAfter(keys, last))
    })
    .orderBy(sql.join(keys))
    .limit(asked.whole ? MAX_WHOLE : rowsToRead(PAGE_SIZE))
    .execute()
  return toPage(rows, asked.whole ? MAX_WHOLE : PAGE_SIZE, ({ estateId }) => estateId)
}

const selectVisitsOfEstate = (eb: ExpressionBuilder<DB, 'roundEstate'>, roundId: string) =>
  eb
    .selectFrom('visit')
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .select([
      sql<number>`count(*)::int`.as('planned'),
      sql<number>`count(score_sheet.submitted_at)::int`.as('submitted'),
    ])
    .where('visit.roundId', '=', roundId)
    .whereRef('visit.estateId', '=', 'roundEstate.estateId')

/** How many estates the round has, how many match, and how many are this member's own. */
export const selectEstateCounts = (db: TenantDb, roundId: string, asked: EstateListing, seat: Seat) =>
  selectEstates(db, roundId).select([
    sql<number>`count(*)::int`.as('count'),
    sql<number>`count(*) filter (where ${isOwn(seat)})::int`.as('own'),
    sql<number>`count(*) filter (where ${isMatch(asked, seat)})::int`.as('found'),
  ])

const selectEstates = (db: TenantDb, roundId: string) =>
  db.selectFrom('roundEstate').where('roundEstate.roundId', '=', roundId)

function isMatch({ search, own }: EstateListing, seat: Seat) {
  const found = containsText(search, 'roundEstate.name', 'roundEstate.communityName', 'roundEstate.companyName')
  return sql<boolean>`(${search === '' ? sql`true` : found} and ${own ? isOwn(seat) : sql`true`})`
}

const isOwn = ({ actingTenantId }: Seat) =>
  sql<boolean>`(round_estate.community_id = ${actingTenantId} or round_estate.company_id = ${actingTenantId})`

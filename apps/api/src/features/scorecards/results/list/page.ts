/** One page of a version's results, in the order asked for. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { ResultListing, ResultOrder } from '@bilin/domain/scorecards/rounds/listing'
import type { Unrated } from '@bilin/domain/scorecards/rounds/unrated'
import { sql, type RawBuilder } from 'kysely'
import { asColumns, isAfter, rowsToRead, toPage } from '../../../../rooms/page.ts'
import type { Version } from '../versions.ts'
import { containsText } from '../../../../rooms/search.ts'
import { inNameOrder } from '../../../../rooms/nameOrder.ts'

/** Each row is shown in a list, a plot and a table, so a page of them is half as long as others. */
const PAGE_SIZE = 50
const MAX_WHOLE = 5000

const name = inNameOrder('result.name')
const community = inNameOrder('result.communityName')
const company = inNameOrder('result.companyName')
const id = sql`result.estate_id`
/** Estates that no reviewer links must not be compared: one linked group follows another. Scores that are not seen come last. */
const linked = sql`coalesce(result_total.linked_group, 0)`
const score = sql`coalesce(-result_total.adjusted, -result_total.raw_mean, 1)`

/** Why there are no stars. Without a reason, from before there was a second one, there were too few visits. */
export const reason = sql<Unrated | null>`case when result.stars is null then coalesce(result.unrated, 'few_visits') end`

const orders: Record<ResultOrder, RawBuilder<unknown>[]> = {
  stars: [sql`coalesce(-result.stars, 0)`, sql`coalesce(result.unrated, '')`, community, name, id],
  score: [linked, score, id],
  name: [name, community, id],
  community: [community, name, id],
  company: [company, name, id],
}

/** With their figures by dimension, where they are compared. */
export async function listResultPage(db: TenantDb, of: Version, asked: ResultListing, seat: Seat, compares: boolean) {
  const keys = orders[asked.sort]
  const rows = await selectResults(db, of)
    .where(isMatch(asked, seat))
    .select(['result.estateId', 'result.name', 'result.kind', 'result.communityId', 'result.communityName'])
    .select(['result.companyId', 'result.companyName', 'result.visits', 'result.stars', 'result.vetoed'])
    .select(reason.as('unrated'))
    .select([
      'resultTotal.rawMean',
      'resultTotal.uncappedMean',
      'resultTotal.adjusted',
      'resultTotal.low',
      'resultTotal.high',
    ])
    .select(['resultTotal.linkedGroup', 'resultTotal.rule', 'resultTotal.place', 'resultTotal.tied'])
    .$if(compares, (query) => query.select(selectFigures(db, of)))
    .$if(asked.stars !== undefined, (query) => query.where('result.stars', 'is not distinct from', asked.stars || null))
    .$if(asked.unrated !== undefined, (query) => query.where(reason, '=', asked.unrated!))
    .$if(asked.after !== undefined && !asked.whole, (query) =>
      query.where(
        isAfter(keys, selectResults(db, of).select(asColumns(keys)).where('result.estateId', '=', asked.after!)),
      ),
    )
    .orderBy(sql.join(keys))
    .limit(asked.whole ? MAX_WHOLE : rowsToRead(PAGE_SIZE))
    .execute()
  return toPage(rows, asked.whole ? MAX_WHOLE : PAGE_SIZE, ({ estateId }) => estateId)
}

/** The estates of the round that nobody visited, or of which no mark counts. */
export const selectNotReviewed = (db: TenantDb, { roundId, version }: Version) =>
  db
    .selectFrom('roundEstate')
    .leftJoin('result', (on) =>
      on
        .onRef('result.roundId', '=', 'roundEstate.roundId')
        .onRef('result.estateId', '=', 'roundEstate.estateId')
        .on('result.version', '=', version),
    )
    .select(['roundEstate.estateId', 'roundEstate.name', 'roundEstate.communityName', 'roundEstate.companyName'])
    .select('roundEstate.kind')
    .where('roundEstate.roundId', '=', roundId)
    .where('result.id', 'is', null)
    .orderBy(inNameOrder('roundEstate.communityName'))
    .orderBy(inNameOrder('roundEstate.name'))

/** The estates whose score this seat sees, where it does not see all of them: a company's own. None where they are not `wanted`. */
export const selectSeenResults = (db: TenantDb, of: Version, wanted: boolean) =>
  selectResults(db, of)
    .select(['result.estateId', 'result.name', selectFigures(db, of)])
    .where('resultTotal.rawMean', 'is not', null)
    .orderBy(sql.join(orders.community))
    .limit(wanted ? 2 * PAGE_SIZE : 0)

/** The figures of a result by dimension, as far as this seat sees them. */
const selectFigures = (db: TenantDb, { roundId, version }: Version) =>
  db
    .selectFrom('resultDimension as figure')
    .select(
      sql<Record<string, number>>`
        coalesce(json_object_agg(figure.dimension, coalesce(figure.adjusted, figure.percent)), '{}')`.as('byDimension'),
    )
    .where('figure.roundId', '=', roundId)
    .where('figure.version', '=', version)
    .whereRef('figure.estateId', '=', sql.ref('result.estate_id'))
    .$asScalar()
    .$notNull()
    .as('values')

export const selectResults = (db: TenantDb, { roundId, version }: Version) =>
  db
    .selectFrom('result')
    .leftJoin('resultTotal', (on) =>
      on
        .onRef('resultTotal.roundId', '=', 'result.roundId')
        .onRef('resultTotal.version', '=', 'result.version')
        .onRef('resultTotal.estateId', '=', 'result.estateId'),
    )
    .where('result.roundId', '=', roundId)
    .where('result.version', '=', version)

/** All filters but the star band, so that the bands' counts stay beside one another. */
export function isMatch({ search, kind, communityId, own }: ResultListing, seat: Seat) {
  const filters = [
    search !== '' && containsText(search, 'result.name', 'result.communityName', 'result.companyName'),
    kind !== undefined && sql`result.kind = ${kind}`,
    communityId !== undefined && sql`result.community_id = ${communityId}`,
    own && isOwn(seat),
  ].filter((filter) => filter !== false)
  return filters.length > 0 ? sql<boolean>`(${sql.join(filters, sql` and `)})` : sql<boolean>`true`
}

export const isOwn = ({ actingTenantId }: Seat) =>
  sql<boolean>`(result.community_id = ${actingTenantId} or result.company_id = ${actingTenantId})`

/** What a page of results says of all of them: how many in each star band, their mean, and which are tied. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { bandsOverlap, placesIn, type Placing } from '@bilin/domain/scorecards/results/rating/ties'
import type { ResultListing } from '@bilin/domain/scorecards/rounds/listing'
import { sql } from 'kysely'
import type { Version } from '../versions.ts'
import { isMatch, isOwn, reason, selectResults } from './page.ts'

/** More estates than any round has. */
const MAX_SCORES = 10_000

/** Of all estates, and by star band of those that match, with the mean score of those whose score this seat sees. */
export async function summarizeResults(db: TenantDb, of: Version, asked: ResultListing, seat: Seat) {
  const matching = isMatch(asked, seat)
  const bands = await selectResults(db, of)
    .select([
      'result.stars',
      reason.as('unrated'),
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(result_total.raw_mean)::int`.as('seen'),
      sql<number>`count(*) filter (where ${isOwn(seat)})::int`.as('own'),
      sql<number | null>`min(result_total.covered)::float8`.as('leastCovered'),
      sql<number | null>`max(result_total.covered)::float8`.as('mostCovered'),
      sql<number>`min(coalesce(result_total.linked_group, 0))`.as('firstGroup'),
      sql<number>`max(coalesce(result_total.linked_group, 0))`.as('lastGroup'),
      sql<number>`count(*) filter (where ${matching})::int`.as('found'),
      sql<number>`count(result_total.raw_mean) filter (where ${matching})::int`.as('foundSeen'),
      sql<number>`coalesce(sum(coalesce(result_total.adjusted, result_total.raw_mean)) filter (where ${matching}), 0)::float8`.as(
        'foundSum',
      ),
    ])
    .groupBy(['result.stars', 'unrated'])
    .orderBy('result.stars', (order) => order.desc().nullsLast())
    .orderBy('unrated')
    .execute()
  type Count = 'count' | 'seen' | 'own' | 'found' | 'foundSeen' | 'foundSum'
  const add = (count: Count) => bands.reduce((sum, band) => sum + band[count], 0)
  const groups = new Set(bands.flatMap(({ firstGroup, lastGroup }) => [firstGroup, lastGroup]))
  const rated = bands.filter(({ stars }) => stars !== null)
  const sum = (count: Count) => rated.reduce((total, band) => total + band[count], 0)
  const foundSeen = sum('foundSeen')
  return {
    count: add('count'),
    seen: add('seen'),
    own: add('own'),
    apart: groups.size > 1,
    leastCovered: least(bands.map((band) => band.leastCovered)),
    mostCovered: most(bands.map((band) => band.mostCovered)),
    found: add('found'),
    bands: bands
      .filter(({ found }) => found > 0)
      .map(({ stars, unrated, found }) => ({ stars, unrated, count: found })),
    mean: foundSeen > 0 ? sum('foundSum') / foundSeen : null,
  }
}

/** The corrected scores of a version under the first rule, whose places were not stored; none where they are not `wanted`. */
export const selectScores = (db: TenantDb, of: Version, wanted: boolean) =>
  db
    .selectFrom('resultTotal')
    .select(['estateId as id', 'adjusted', 'low', 'high', 'linkedGroup'])
    .where('roundId', '=', of.roundId)
    .where('version', '=', of.version)
    .where('adjusted', 'is not', null)
    .where('rule', 'is', null)
    .$narrowType<{ adjusted: number }>()
    .limit(wanted ? MAX_SCORES : 0)

type Score = { id: string; adjusted: number; low: number | null; high: number | null; linkedGroup: number | null }

/** The place of each estate among those it may be compared with, from 1; tied estates share one. */
export function placeByOverlap(scores: readonly Score[]): Map<string, Placing> {
  const groups = [...Map.groupBy(scores, ({ linkedGroup }) => linkedGroup).values()]
  return new Map(
    groups.flatMap((group) =>
      placesIn(group, (higher, lower) => !bandsOverlap(higher, lower)).flatMap((same, at) =>
        same.map((estateId): [string, Placing] => [estateId, { place: at + 1, tied: same.length }]),
      ),
    ),
  )
}

const present = (numbers: readonly (number | null)[]) => numbers.filter((one): one is number => one !== null)
const least = (numbers: readonly (number | null)[]) =>
  present(numbers).length > 0 ? Math.min(...present(numbers)) : null
const most = (numbers: readonly (number | null)[]) =>
  present(numbers).length > 0 ? Math.max(...present(numbers)) : null

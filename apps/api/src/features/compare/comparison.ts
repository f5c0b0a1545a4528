import type { Seat, TenantDb } from '@bilin/db/tenant'
import { seesFigures, type Group } from '@bilin/domain/compare/groups'
import type { ComparisonQuestion } from '@bilin/domain/compare/question'
import { refuse } from '@bilin/domain/refusal'
import { readTogether } from '../../rooms/together.ts'
import {
  listGroups,
  listPublishedRounds,
  selectDimensionMeans,
  selectDimensions,
  selectRoundCommunities,
  selectTrend,
  type Wanted,
} from './queries.ts'
import { compareNames } from '@bilin/domain/spelling/order'

type TrendRow = { key: string; name: string; column: string; value: number | null; estates: number }

/** With more communities than this, the page searches by name instead of listing them. */
const MAX_COMMUNITIES = 24

export async function readComparison(db: TenantDb, seat: Seat, asked: ComparisonQuestion, wanted: Wanted) {
  const published = await listPublishedRounds(db)
  const round = asked.round ? published.find(({ slug }) => slug === asked.round) : published[0]
  if (!round && asked.round) refuse('not_found', 'compare.round_not_found')
  const { rows, next } = round ? await listGroups(db, round.id, asked, wanted) : { rows: [], next: null }
  const shown = inOrder(rows, wanted.estateIds)
  const keys = shown.map(({ key }) => key)
  const ofTrend = wanted.paged ? (published.length > 1 ? keys : []) : null
  const { means, communities, trend, rubrics } = round
    ? await readTogether(db, {
        means: selectDimensionMeans(db, round.id, asked, keys),
        communities: selectRoundCommunities(db, round.id, MAX_COMMUNITIES),
        trend: selectTrend(db, asked, ofTrend),
        rubrics: selectDimensions(db, round.rubricId),
      })
    : { means: [], communities: [], trend: [], rubrics: [] }
  const dimensions = rubrics.flatMap((rubric) => rubric.dimensions)
  const getValues = toValues(
    means,
    dimensions.map(({ code }) => code),
  )
  return {
    rounds: published.map(({ slug, title, publishedAt }) => ({ slug, title, publishedAt: publishedAt! })),
    round: round
      ? { slug: round.slug, title: round.title, version: round.version, publishedAt: round.publishedAt! }
      : null,
    dimensions,
    /** Empty where there are too many to list. */
    communities: communities.length > MAX_COMMUNITIES ? [] : communities,
    groups: shown.map((group): Group => ({ ...group, values: getValues(group.key) })),
    trend: toTrend(trend, ofTrend),
    next,
    /** Whether this seat sees everybody's figures; the others see everybody's bands and their own figures. */
    sees: seesFigures(seat.actingTenantKind),
  }
}

/** The groups' totals over all published rounds: of `keys`, in the same order, or of all. */
function toTrend(rows: readonly TrendRow[], keys: readonly string[] | null): Group[] {
  const getValues = toValues(rows, [...new Set(rows.map(({ column }) => column))])
  const groups = [...Map.groupBy(rows, ({ key }) => key)].map(([key, [newest]]) => ({
    key,
    name: newest!.name,
    estates: newest!.estates,
    total: newest!.value,
    values: getValues(key),
  }))
  return keys === null ? groups.toSorted((a, b) => compareNames(a.name, b.name)) : inOrder(groups, keys)
}

function inOrder<Row extends { key: string }>(rows: readonly Row[], keys: readonly string[] | undefined): Row[] {
  if (keys === undefined) return [...rows]
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return keys.flatMap((key) => byKey.get(key) ?? [])
}

function toValues(rows: readonly { key: string; column: string; value: number | null }[], columns: readonly string[]) {
  const byKey = Map.groupBy(rows, ({ key }) => key)
  return (key: string): Record<string, number | null> => {
    const found = new Map((byKey.get(key) ?? []).map(({ column, value }) => [column, value]))
    return Object.fromEntries(columns.map((column) => [column, found.get(column) ?? null]))
  }
}

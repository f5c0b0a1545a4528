/** Means of published results by estate, community or kind. Figures are null where this seat may not see them. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Grouping } from '@bilin/domain/compare/groups'
import type { ComparisonQuestion } from '@bilin/domain/compare/question'
import { sql, type RawBuilder } from 'kysely'
import { asColumns, isAfter, rowsToRead, toPage } from '../../rooms/page.ts'
import { containsText } from '../../rooms/search.ts'
import { inNameOrder } from '../../rooms/nameOrder.ts'

const PAGE_SIZE = 100

type Asked = Pick<ComparisonQuestion, 'by' | 'communityId' | 'kind' | 'search'>
/** All groups, those of some estates, or a page of them. */
export type Wanted = { estateIds?: readonly string[] | undefined; afterGroup?: string | undefined; paged: boolean }

const keys: Record<Grouping, RawBuilder<string>> = {
  estate: sql`result.estate_id::text`,
  community: sql`result.community_id::text`,
  kind: sql`result.kind`,
}
const names: Record<Grouping, RawBuilder<string>> = {
  estate: sql`min(result.name)`,
  community: sql`min(result.community_name)`,
  kind: sql`result.kind`,
}
const mean = (figure: RawBuilder<unknown>) => sql<number | null>`round(avg(${figure}), 2)::float8`
/** Estates with too few visits have no stars and count in no mean. */
const total = mean(sql`case when result.stars is not null then coalesce(total.adjusted, total.raw_mean) end`)

const selectVetoed = (by: Grouping) =>
  by === 'estate' ? sql<string | null>`nullif(min(array_to_string(result.vetoed, '、')), '')` : sql<string | null>`null`

export function listPublishedRounds(db: TenantDb) {
  return db
    .selectFrom('round')
    .select(['id', 'slug', 'title', 'publishedAt', 'version', 'rubricId'])
    .where('stage', '=', 'published')
    .orderBy('closesOn', 'desc')
    .execute()
}

/** The names of a rubric's dimensions; the rest of its body is many times as long. */
export function selectDimensions(db: TenantDb, rubricId: string) {
  return db
    .selectFrom('rubric')
    .select(
      sql<{ code: string; zh: string; en: string }[]>`(
        select json_agg(json_build_object('code', one -> 'code', 'zh', one -> 'zh', 'en', coalesce(one ->> 'en', '')))
          from jsonb_array_elements(rubric.body -> 'dimensions') one)`.as('dimensions'),
    )
    .where('id', '=', rubricId)
}

export async function listGroups(
  db: TenantDb,
  roundId: string,
  asked: Asked,
  { estateIds, afterGroup, paged }: Wanted,
) {
  const key = keys[asked.by]
  const order = [inNameOrder(names[asked.by]), key]
  const grouped = selectResults(db, asked).where('result.roundId', '=', roundId).groupBy(key)
  const rows = await grouped
    .select([key.as('key'), names[asked.by].as('name'), sql<number>`count(*)::int`.as('estates'), total.as('total')])
    .select(selectVetoed(asked.by).as('vetoed'))
    .$if(estateIds !== undefined, (query) => query.where(isAny('result.estate_id::text', estateIds!)))
    .$if(afterGroup !== undefined, (query) => {
      const last = grouped.select(asColumns(order)).having(sql<boolean>`${key} = ${afterGroup}`)
      return query.having(isAfter(order, last))
    })
    .orderBy(sql.join(order))
    .$if(paged, (query) => query.limit(rowsToRead(PAGE_SIZE)))
    .execute()
  return paged ? toPage(rows, PAGE_SIZE, (group) => group.key) : { rows, next: null }
}

/** By group and dimension, of one round. */
export function selectDimensionMeans(db: TenantDb, roundId: string, asked: Asked, groupKeys: readonly string[]) {
  const key = keys[asked.by]
  return selectResults(db, asked)
    .innerJoin('resultDimension as figure', (join) =>
      join
        .onRef('figure.roundId', '=', 'result.roundId')
        .onRef('figure.version', '=', 'result.version')
        .onRef('figure.estateId', '=', 'result.estateId'),
    )
    .select([
      key.as('key'),
      'figure.dimension as column',
      mean(sql`case when result.stars is not null then figure.percent end`).as('value'),
    ])
    .where('result.roundId', '=', roundId)
    .where(sql<boolean>`${key} = any(${groupKeys as string[]}::text[])`)
    .groupBy([key, 'figure.dimension'])
}

/** By group and round, over all published rounds; of some groups, or of all. */
export function selectTrend(db: TenantDb, asked: Asked, groupKeys: readonly string[] | null) {
  const key = keys[asked.by]
  return selectResults(db, asked)
    .select([key.as('key'), names[asked.by].as('name'), 'round.slug as column', total.as('value')])
    .select(sql<number>`count(*)::int`.as('estates'))
    .where('round.stage', '=', 'published')
    .$if(groupKeys !== null, (query) => query.where(sql<boolean>`${key} = any(${groupKeys as string[]}::text[])`))
    .groupBy([key, 'round.slug', 'round.closesOn'])
    .orderBy('round.closesOn', 'desc')
}

/** The communities of a round, up to one more than are asked for. */
export function selectRoundCommunities(db: TenantDb, roundId: string, most: number) {
  return selectResults(db, { by: 'community', communityId: undefined, kind: undefined, search: '' })
    .select(['result.communityId as id', sql<string>`min(result.community_name)`.as('name')])
    .where('result.roundId', '=', roundId)
    .groupBy('result.communityId')
    .orderBy(inNameOrder(sql`min(result.community_name)`))
    .limit(most + 1)
}

const isAny = (column: string, ids: readonly string[]) =>
  sql<boolean>`${sql.raw(column)} = any(${ids as string[]}::text[])`

/** The newest version of each round. */
const selectResults = (db: TenantDb, { communityId, kind, search }: Asked) =>
  db
    .selectFrom('result')
    .innerJoin('round', (join) =>
      join.onRef('round.id', '=', 'result.roundId').onRef('round.version', '=', 'result.version'),
    )
    .leftJoin('resultTotal as total', (join) =>
      join
        .onRef('total.roundId', '=', 'result.roundId')
        .onRef('total.version', '=', 'result.version')
        .onRef('total.estateId', '=', 'result.estateId'),
    )
    .$if(communityId !== undefined, (query) => query.where('result.communityId', '=', communityId!))
    .$if(kind !== undefined, (query) => query.where('result.kind', '=', kind!))
    .$if(search !== '', (query) =>
      query.where(containsText(search, 'result.name', 'result.communityName', 'result.companyName')),
    )

/** What an alliance's members can find: the newest version of each practice that stands, searched, filtered, sorted. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { placed, placeOf, type Finding, type Place } from '@bilin/domain/practices/finding'
import type { PracticeSort } from '@bilin/domain/practices/sorts'
import { parseQuery, type TextQuery } from '@bilin/domain/search'
import { sql, type AliasableExpression, type SelectQueryBuilder } from 'kysely'
import { rowsToRead, toPage } from '../../rooms/page.ts'

export const A_PAGE = 20

/** Who looks, and on which day. */
type Here = { actingTenantId: string; today: Day }
export type Found = Awaited<ReturnType<typeof pageOf>>[number]

/** What has all the words asked for; when nothing has, what has some of them, and says so. */
export async function find(db: TenantDb, here: Here, finding: Finding, limit = A_PAGE) {
  const wanted = finding.q ? parseQuery(finding.q) : null
  if (finding.q && !wanted) return { practices: [], terms: [], loose: false, next: null }
  const after = finding.after ? placeOf(finding.after) : null
  let loose = after?.loose ?? false
  let rows = await pageOf(db, here, finding, wanted, { loose, after, limit })
  if (wanted && !after && rows.length === 0) {
    rows = await pageOf(db, here, finding, wanted, { loose: true, after, limit })
    loose = rows.length > 0
  }
  const { rows: practices, next } = toPage(rows, limit, ({ figure, at, id }) => placed({ loose, figure, at, id }))
  return { practices, terms: wanted?.terms ?? [], loose, next }
}

type Turn = { loose: boolean; after: Place | null; limit: number }

function pageOf(db: TenantDb, here: Here, finding: Finding, wanted: TextQuery | null, { loose, after, limit }: Turn) {
  const figure = figureOf(db, sortOf(finding), wanted)
  const adopters = countAdopters(db)
  let query = standing(db, here)
    .select(['s.id', 's.practiceId', 's.version', 's.title', 's.problem', 's.steps', 's.cost', 's.result'])
    .select(['s.place', 's.indicators', 's.purpose', 's.until', 's.publishedAt'])
    .select(['member.name as member', 'member.slug as memberSlug', 'member.example'])
    .select([figure.as('figure'), sql<string>`s.published_at::text`.as('at'), adopters.as('adopters')])
    .select((eb) => eb.exists(ours(db, here)).as('ours'))
  query = narrowed(db, query, here, finding)
  if (wanted) query = query.where(sql<boolean>`s.found_by @@ ${loose ? wanted.any : wanted.all}::tsquery`)
  if (after) {
    query = query.where(
      sql<boolean>`(${figure}, s.published_at, s.id) < (${after.figure}::int, ${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  }
  return query
    .orderBy(figure, 'desc')
    .orderBy('s.publishedAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(rowsToRead(limit))
    .execute()
}

const sortOf = ({ sort, q }: Finding): PracticeSort =>
  sort === 'relevance' && !q ? 'newest' : (sort ?? (q ? 'relevance' : 'newest'))

/** Whose practices there are, and what they aim at: the choices of the filters. */
export async function choicesFor(db: TenantDb, here: Here) {
  const rows = await standing(db, here)
    .select(['member.slug', 'member.name', 's.indicators'])
    .orderBy('member.name')
    .limit(2000)
    .execute()
  const members = new Map(rows.flatMap(({ slug, name }) => (slug && name ? [[slug, name] as const] : [])))
  return {
    members: [...members].map(([slug, name]) => ({ slug, name })),
    indicators: [...new Set(rows.flatMap(({ indicators }) => indicators))].sort(),
  }
}

/** The author's and the alliance's own seats may still read what has ended, so it is said here too. */
const standing = (db: TenantDb, { today }: Here) =>
  db
    .selectFrom('sharedPractice as s')
    .leftJoin('tenant as member', 'member.id', 's.authorTenantId')
    .where('s.supersededAt', 'is', null)
    .where('s.withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('s.until', 'is', null), eb('s.until', '>=', today)]))

type Standing = ReturnType<typeof standing> extends SelectQueryBuilder<infer DB, infer TB, object> ? [DB, TB] : never

function narrowed<O>(
  db: TenantDb,
  query: SelectQueryBuilder<Standing[0], Standing[1], O>,
  here: Here,
  { member, indicator, adopted }: Finding,
) {
  if (member) query = query.where('member.slug', '=', member)
  if (indicator) query = query.where(sql<boolean>`${indicator} = any (s.indicators)`)
  if (adopted === 'some') query = query.where((eb) => eb.exists(running(db)))
  if (adopted === 'none') query = query.where((eb) => eb.not(eb.exists(running(db))))
  if (adopted === 'ours') query = query.where((eb) => eb.exists(ours(db, here)))
  return query
}

/** Adoptions of the practice `s` that have not ended. */
const running = (db: TenantDb) =>
  db
    .selectFrom('adoption as a')
    .where('a.practiceId', '=', sql.ref<string>('s.practiceId'))
    .where('a.endedOn', 'is', null)

const ours = (db: TenantDb, { actingTenantId }: Here) => running(db).where('a.authorTenantId', '=', actingTenantId)

const countAdopters = (db: TenantDb) =>
  running(db)
    .select(sql<number>`count(*)::int`.as('adopters'))
    .$asScalar()
    .$notNull()

function figureOf(db: TenantDb, sort: PracticeSort, wanted: TextQuery | null): AliasableExpression<number> {
  if (sort === 'adopted') return countAdopters(db)
  if (sort === 'relevance' && wanted) return sql<number>`(ts_rank(s.found_by, ${wanted.any}::tsquery) * 100000000)::int`
  return sql<number>`0::int`
}

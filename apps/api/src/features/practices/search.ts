/** The search of an alliance's practices: the newest version of each one that is not withdrawn or over; filtered and sorted. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { formatPlace, parsePlace, type PracticeSearch, type Place } from '@bilin/domain/practices/search'
import { parseQuery, type TextQuery } from '@bilin/domain/search'
import { sql, type AliasableExpression, type SelectQueryBuilder } from 'kysely'
import { rowsToRead, toPage } from '../../rooms/page.ts'
import { countAdopters, selectAdopted, selectRunningAdoptions } from './adopted.ts'
import { findMatches } from './matches.ts'
import { inNameOrder } from '../../rooms/nameOrder.ts'

export const A_PAGE = 20

/** The member that searches, the alliance it searches, and today. */
type Viewer = { tenantId: string; actingTenantId: string; today: Day }
export type Found = Awaited<ReturnType<typeof listFound>>[number]

/** Practices that have all the words of the query. If none has, those that have some of the words, with `loose` set. */
export async function find(db: TenantDb, here: Viewer, finding: PracticeSearch, limit = A_PAGE) {
  const wanted = finding.q ? parseQuery(finding.q) : null
  if (finding.q && !wanted) return { practices: [], terms: [], loose: false, next: null }
  const after = finding.after ? parsePlace(finding.after) : null
  let loose = after?.loose ?? false
  let rows = await listSorted(db, here, finding, wanted, { loose, after, limit })
  if (wanted && !after && rows.length === 0) {
    rows = await listSorted(db, here, finding, wanted, { loose: true, after, limit })
    loose = rows.length > 0
  }
  const { rows: practices, next } = toPage(rows, limit, ({ figure, at, id }) => formatPlace({ loose, figure, at, id }))
  return { practices, terms: wanted?.terms ?? [], loose, next }
}

type Turn = { loose: boolean; after: Place | null; limit: number }

/** By adoptions: first the practices that somebody has adopted, then the others from the newest, so that these need no counting. */
async function listSorted(db: TenantDb, here: Viewer, finding: PracticeSearch, wanted: TextQuery | null, turn: Turn) {
  const sort = getSort(finding)
  const tsquery = turn.loose ? wanted?.any : wanted?.all
  const ids =
    tsquery || finding.indicator
      ? await findMatches(db, here.tenantId, { tsquery, indicator: finding.indicator, byRank: sort === 'relevance' })
      : null
  if (ids?.length === 0) return []
  const list = (matching: PracticeSearch, key: SortKey, { after, limit }: Turn) =>
    listFound(db, here, matching, key, { ids, after, limit })
  if (sort === 'relevance' && wanted) return list(finding, rankBy(wanted), turn)
  if (sort !== 'adopted') return list(finding, NEWEST, turn)

  const { after, limit } = turn
  const adopted = finding.adopted === 'none' || after?.figure === 0 ? [] : await list(finding, 'adopted', turn)
  if (adopted.length > limit || finding.adopted === 'some' || finding.adopted === 'ours') return adopted
  const rest = { ...turn, after: after?.figure === 0 ? after : null, limit: limit - adopted.length }
  return [...adopted, ...(await list({ ...finding, adopted: 'none' }, NEWEST, rest))]
}

type SortKey = 'adopted' | AliasableExpression<number>
const NEWEST = sql<number>`0::int`
const rankBy = ({ any }: TextQuery) => sql<number>`(ts_rank(s.found_by, ${any}::tsquery) * 100000000)::int`

type Range = { ids: string[] | null; after: Place | null; limit: number }

function listFound(db: TenantDb, here: Viewer, finding: PracticeSearch, key: SortKey, { ids, after, limit }: Range) {
  const figure = key === 'adopted' ? sql<number>`adopted.adopters` : key
  let query = selectCurrent(db, here)
    .select(['s.id', 's.practiceId', 's.version', 's.title', 's.problem', 's.steps', 's.cost', 's.result'])
    .select(['s.place', 's.indicators', 's.purpose', 's.until', 's.publishedAt'])
    .select(['member.name as member', 'member.slug as memberSlug', 'member.example'])
    .select([figure.as('figure'), sql<string>`s.published_at::text`.as('at'), countAdopters(db).as('adopters')])
    .select((eb) => eb.exists(ours(db, here)).as('ours'))
    .$if(key === 'adopted', (adopting) =>
      adopting.innerJoin(selectAdopted(db).as('adopted'), 'adopted.practiceId', 's.practiceId'),
    )
  query = selectMatching(db, query, here, finding)
  if (ids) query = query.where('s.id', '=', sql<string>`any (${ids}::uuid[])`)
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

const getSort = ({ sort, q }: PracticeSearch) =>
  sort === 'relevance' && !q ? 'newest' : (sort ?? (q ? 'relevance' : 'newest'))

/** Of the newest this many practices, the indicators are offered as filters. */
const MAX_NEWEST = 2000

/** The choices of the filters: the members that share practices, and the indicators these aim at. */
export async function listChoices(db: TenantDb, here: Viewer) {
  const members = await db
    .selectFrom('neighbour as member')
    .select(['member.slug', 'member.name'])
    .where(({ exists }) =>
      exists(
        selectCurrentAlone(db, here)
          .select('s.id')
          .where('s.authorTenantId', '=', sql.ref<string>('member.id'))
          .limit(1),
      ),
    )
    .orderBy(inNameOrder('member.name'))
    .execute()
  const newest = await selectCurrentAlone(db, here)
    .select('s.indicators')
    .orderBy('s.publishedAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(MAX_NEWEST)
    .execute()
  return { members, indicators: [...new Set(newest.flatMap(({ indicators }) => indicators))].sort() }
}

/** Current practices only. The policies alone would also show the author and the alliance practices that have ended. */
const selectCurrentAlone = (db: TenantDb, { today }: Viewer) =>
  db
    .selectFrom('sharedPractice as s')
    .where('s.supersededAt', 'is', null)
    .where('s.withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('s.until', 'is', null), eb('s.until', '>=', today)]))

const selectCurrent = (db: TenantDb, here: Viewer) =>
  selectCurrentAlone(db, here).leftJoin('neighbour as member', 'member.id', 's.authorTenantId')

type CurrentPractices =
  ReturnType<typeof selectCurrent> extends SelectQueryBuilder<infer DB, infer TB, object> ? [DB, TB] : never

function selectMatching<O>(
  db: TenantDb,
  query: SelectQueryBuilder<CurrentPractices[0], CurrentPractices[1], O>,
  here: Viewer,
  { member, adopted }: PracticeSearch,
) {
  if (member) query = query.where('member.slug', '=', member)
  if (adopted === 'some') query = query.where((eb) => eb.exists(selectRunningAdoptions(db)))
  if (adopted === 'none') query = query.where((eb) => eb.not(eb.exists(selectRunningAdoptions(db))))
  if (adopted === 'ours') query = query.where((eb) => eb.exists(ours(db, here)))
  return query
}

const ours = (db: TenantDb, { actingTenantId }: Viewer) =>
  selectRunningAdoptions(db).where('a.authorTenantId', '=', actingTenantId)

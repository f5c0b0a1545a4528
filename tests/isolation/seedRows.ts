/**
 * Rows for the matrix. The story's rows are not enough: here every table gets rows of every tenant, author and reader that its
 * checks allow, so that no part of a policy stays untested.
 */
import type pg from 'pg'

type Column = {
  name: string
  type: string
  required: boolean
  /** The words that a check allows. */
  words: string[]
  ofTenant: boolean
}
export type Place = [tenant: string, author: string]

const homes = ['sanqiao', 'erqiao', 'anhe', 'donghui', 'haihong', 'wenhua']
export const places: Place[] = [
  ...homes.map((slug): Place => [slug, slug]),
  ...['bilin', 'sanqiao', 'erqiao', 'anhe', 'donghui'].map((slug): Place => ['bilin', slug]),
  ...['haihong-lianmeng', 'haihong', 'wenhua'].map((slug): Place => ['haihong-lianmeng', slug]),
]
const VARIANTS = 4
type Turn = { variant: number; nth: number }

/** In the transaction that `beyond` is in, past references and policies. Answers how many rows each table got. */
export async function seedRows(beyond: pg.ClientBase, tables: string[], where = places): Promise<Map<string, number>> {
  await beyond.query('set local session_replication_role = replica')
  const ids = await tenantIds(beyond)
  const counts = new Map<string, number>()
  for (const table of tables) {
    const columns = await columnsOf(beyond, table)
    let rows = 0
    let nth = 0
    for (const [tenant, author] of where)
      for (let variant = 0; variant < VARIANTS; variant += 1)
        rows += await seedRow(
          beyond,
          table,
          columns,
          { tenant_id: ids.get(tenant), author_tenant_id: ids.get(author) },
          { variant, nth: (nth += 1) },
          ids,
        )
    counts.set(table, rows)
  }
  return counts
}

async function seedRow(
  beyond: pg.ClientBase,
  table: string,
  columns: Column[],
  owner: { tenant_id: unknown; author_tenant_id: unknown },
  turn: Turn,
  ids: Map<string, string>,
): Promise<number> {
  const values = columns.map((column, i) => [column.name, sampleValue(column, turn, i, ids)] as const)
  const row = {
    ...Object.fromEntries(values.filter(([, value]) => value !== undefined)),
    ...rowsThatFit[table]?.(turn.nth),
    ...owner,
  }
  const names = Object.keys(row).map((name) => `"${name}"`)
  await beyond.query('savepoint seed')
  try {
    await beyond.query(
      `insert into "${table}" (${names.join(', ')}) select ${names.join(', ')} from jsonb_populate_record(null::"${table}", $1)`,
      [JSON.stringify(row)],
    )
    return 1
  } catch (error) {
    // A check constraint refuses such a row.
    if ((error as pg.DatabaseError).code !== '23514') throw error
    await beyond.query('rollback to savepoint seed')
    return 0
  }
}

/** Optional columns are blank every other time, so that policies on them are tried both ways. */
function sampleValue(
  { name, type, required, words, ofTenant }: Column,
  { variant, nth }: Turn,
  place: number,
  ids: Map<string, string>,
): unknown {
  if (name === 'id') return crypto.randomUUID()
  if (ofTenant) return [...homes.map((slug) => ids.get(slug)), ids.get('bilin')][(nth + place) % (homes.length + 1)]
  if (!required && variant % 2 === 0) return undefined
  if (name === 'disclosed') return nth % 5 !== 0
  if (words.length > 0) return words[variant % words.length]
  if (type === 'date') return variant % 3 === 0 ? '2020-02-02' : '2099-09-09'
  if (type in plainValues) return plainValues[type]
  if (type === 'uuid') return crypto.randomUUID()
  if (type === '_uuid') return [crypto.randomUUID()]
  if (type === 'text') return `t-${crypto.randomUUID().slice(0, 8)}`
  throw new Error(`${name} is ${type}: add a value for it to seedRows.ts`)
}

/** Values for tables whose checks allow no row of chance values. */
const rowsThatFit: Record<string, (nth: number) => Record<string, unknown>> = {
  event: () => ({ name: 'tenants.seeded' }),
  round: () => ({ stage: 'planning', version: 0, published_at: null, disclose_from_visits: 3 }),
  working_hours: (nth) => ({ periods: [510, 720], version: nth }),
  round_step: () => ({ turn: 1, from_stage: null, to_stage: 'planning' }),
  round_change: (nth) => ({ revision: nth + 2, field: 'title' }),
  project_step: () => ({ turn: 1, from_stage: null, to_stage: 'proposed' }),
  file: (nth) => ({
    ...{ stored_in: 'row', bytes: '\\x00', size: 1 },
    ...(nth % 3 === 0 ? { kind: 'pdf', width: null, height: null } : { kind: 'photo', name: '', width: 1, height: 1 }),
  }),
  response: (nth) => ({ ...ofFindingOrMark(nth), disputes: true }),
  response_file: (nth) => ofFindingOrMark(nth),
  withdrawn_response: (nth) => ofFindingOrMark(nth),
  decision: (nth) =>
    isOfFinding(nth)
      ? { ...ofFindingOrMark(nth), upheld: true, mark: null, disclosed: true }
      : { ...ofFindingOrMark(nth), upheld: null },
  indicator_value: () => ({
    ...{
      origin: 'entered',
      mark: 4,
      numerator: 92,
      denominator: 100,
      source: '12345',
      as_of: '2026-09-30',
      reason: '',
    },
    ...period,
  }),
  result_value: () => period,
  survey: (nth) => ({
    ...{
      address: `h${String(nth + 10000)
        .replaceAll('0', 'c')
        .replaceAll('1', 'f')}`,
      households: 90,
      slips: 60,
    },
    ...{ indicators: ['H1'], questions: ['总体满意'], questions_en: ['Overall'] },
  }),
  survey_key: (nth) => ({ key: hash(nth) }),
  survey_code: (nth) => ({ hash: hash(nth) }),
  survey_answer: () => ({ answers: [5] }),
  seal: (nth) => ({ version: 1, reason: '', place: 1000 + nth, previous: hash(0), hash: hash(nth) }),
  sealed_card: (nth) => ({ hash: hash(nth) }),
}
const period = { period_from: '2026-04-01', period_until: '2026-09-30' }
const isOfFinding = (nth: number) => nth % 3 === 0
const ofFindingOrMark = (nth: number) =>
  isOfFinding(nth)
    ? { finding_id: crypto.randomUUID(), mark_id: null }
    : { finding_id: null, mark_id: crypto.randomUUID() }
const hash = (nth: number) => nth.toString(16).padStart(64, '0')

const plainValues: Record<string, unknown> = {
  bool: false,
  bytea: '\\x00',
  float8: 1,
  int2: 1,
  int4: 1,
  int8: 1,
  jsonb: {},
  _int2: [1],
  _text: [],
  numeric: 1,
  timestamptz: '2020-02-02T02:02:02Z',
  tsvector: '',
}

async function columnsOf(beyond: pg.ClientBase, table: string): Promise<Column[]> {
  const { rows } = await beyond.query<Column>(
    `select attname as name, typname as type, attnotnull as required,
            array(select replace(word[1], '''''', '''') from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''((?:[^'']|'''')*)''::text', 'g') word
                   where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum]
                     and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%') as words,
            attname in ('company_id', 'community_id', 'reviewer_id') or exists (
              select from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'f' and k.confrelid = 'tenant'::regclass and k.conkey = array[a.attnum]) as "ofTenant"
       from pg_attribute a join pg_type t on t.oid = a.atttypid
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      order by attnum`,
    [`"${table}"`],
  )
  return rows
}

async function tenantIds(beyond: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await beyond.query<{ slug: string; id: string }>('select slug, id from tenant')
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

/** The tenants whose rows must not leak: their real ids and addresses, and markers in every text of their rows. */
import type pg from 'pg'
import { seedRows, type Place } from '../seedRows.ts'

/** Real ids by table, addresses by table or `tenant`, and the rounds, each in a stage of its own. */
export type Pool = {
  ids: Map<string, string[]>
  slugs: Map<string, string>
  rounds: { id: string; slug: string }[]
}
export type Victim = Pool & { name: string; canary: string; home: string }

type World = { name: string; canary: string; tenants: string[]; home: string; seeded: Place[] }

const worlds: World[] = [
  {
    name: 'the alliance next door',
    canary: '金丝雀海洪',
    tenants: ['haihong-lianmeng', 'haihong', 'runhai', 'tianxing', 'xiaofang', 'weishengyuan', 'youeryuan', 'wenhua'],
    home: 'haihong-lianmeng',
    seeded: [
      ['haihong', 'haihong'],
      ['haihong-lianmeng', 'haihong'],
      ['haihong-lianmeng', 'haihong-lianmeng'],
    ],
  },
  {
    name: 'the neighbour at home',
    canary: '金丝雀二桥',
    tenants: ['erqiao'],
    home: 'erqiao',
    seeded: [['erqiao', 'erqiao']],
  },
]

/** In the transaction that `beyond` is in. */
export async function markVictims(beyond: pg.ClientBase): Promise<Victim[]> {
  await beyond.query('set local session_replication_role = replica')
  const victims: Victim[] = []
  for (const world of worlds) {
    for (const table of await tenantTables(beyond))
      if (
        (await idsIn(beyond, table, world.tenants)).length === 0 ||
        (table === 'practice' && world.tenants.length === 1)
      )
        await seedRows(beyond, [table], world.seeded)
    await rename(beyond, world)
    const pool = await poolOf(beyond, world.tenants, world.home)
    for (const table of await tenantTables(beyond)) await mark(beyond, table, world)
    if (world.tenants.length > 1) await markRegistry(beyond, world)
    if (world.tenants.length === 1) await leaveWhatIsShown(beyond, pool)
    victims.push({ ...pool, name: world.name, canary: world.canary, home: world.home })
  }
  return victims
}

/** One's own, so that a foreign id stands beside ids that are right. */
export async function poolOf(beyond: pg.ClientBase, tenants: string[], home: string): Promise<Pool> {
  const ids = new Map<string, string[]>()
  for (const table of await tenantTables(beyond)) ids.set(table, await idsIn(beyond, table, [home, ...tenants]))
  const { rows } = await beyond.query<{
    tenant: string
    seat: string
    person: string
    invitation: string | null
  }>(
    `select t.id as tenant, s.id as seat, s.person_id as person, (select id from invitation i where i.tenant_id = t.id limit 1) as invitation
       from tenant t join seat s on s.tenant_id = t.id where t.slug = any ($1) order by t.slug = $2 desc`,
    [tenants, home],
  )
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]).filter((id) => id !== null)
  for (const name of ['tenant', 'seat', 'person', 'invitation'] as const) ids.set(name, column(name))
  const slugs = new Map([['tenant', home]])
  for (const table of ['round', 'project']) {
    const found = await beyond.query<{ slug: string }>(
      `select slug from "${table}" where tenant_id in (select id from tenant where slug = any ($1)) limit 1`,
      [tenants],
    )
    slugs.set(table, found.rows[0]?.slug ?? 'meiyou')
  }
  const { rows: rounds } = await beyond.query<{ id: string; slug: string }>(
    `select distinct on (stage) id, slug from round where tenant_id in (select id from tenant where slug = any ($1))
      order by stage, id`,
    [tenants],
  )
  return { ids, slugs, rounds }
}

async function tenantTables(beyond: pg.ClientBase): Promise<string[]> {
  const { rows } = await beyond.query<{ name: string }>(
    `select relname as name from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
        and exists (select from pg_attribute where attrelid = c.oid and attname = 'author_tenant_id') order by relname`,
  )
  return rows.map(({ name }) => name)
}

/** None of a table whose rows are named by those they belong to. */
async function idsIn(beyond: pg.ClientBase, table: string, tenants: string[]): Promise<string[]> {
  const { rows } = await beyond.query<{ id: string }>(
    `select r.id from (select r.tenant_id, to_jsonb(r) ->> 'id' as id from "${table}" r) r join tenant t on t.id = r.tenant_id
      where t.slug = any ($1) and r.id is not null order by t.slug = $2 desc, r.id limit 3`,
    [tenants, tenants[0]],
  )
  return rows.map(({ id }) => id)
}

/** In an alliance members know each other's names and seats, and what was published is there to be read. */
async function leaveWhatIsShown(beyond: pg.ClientBase, { ids, slugs }: Pool): Promise<void> {
  for (const shown of ['tenant', 'seat', 'person']) ids.delete(shown)
  slugs.clear()
  const { rows } = await beyond.query<{ id: string }>(
    `select id from practice where id <> all (select practice_id from practice_publication) and tenant_id in
       (select tenant_id from practice where id = any ($1))`,
    [ids.get('practice')],
  )
  ids.set(
    'practice',
    rows.map(({ id }) => id),
  )
}

/** Two tenants may call something the same; then it would be one's own that was found. */
async function rename(beyond: pg.ClientBase, { tenants, home }: World): Promise<void> {
  for (const table of ['round', 'project'])
    await beyond.query(
      `update "${table}" set slug = left($2 || '-' || left(id::text, 6), 32) where tenant_id in (select id from tenant where slug = any ($1))`,
      [tenants, home],
    )
}

/** Every text that its checks let be a word, and every free object; a rubric's body is read as one, and has its title. */
async function mark(beyond: pg.ClientBase, table: string, { canary, tenants }: World): Promise<void> {
  const { rows } = await beyond.query<{ name: string; type: string }>(
    `select attname as name, typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
      where attrelid = $1::regclass and attnum > 0 and typname in ('text', 'jsonb', '_text') and attname !~ 'slug|indicator|dimension|^body$'`,
    [`"${table}"`],
  )
  const place = `tenant_id in (select id from tenant where slug = any ($1))`
  const marked: Record<string, (name: string) => string> = {
    text: (name) => `"${name}" = $2 || left(id::text, 8)`,
    _text: (name) => `"${name}" = array[$2 || left(id::text, 8)]`,
    jsonb: (name) =>
      `"${name}" = case jsonb_typeof("${name}") when 'object' then "${name}" || jsonb_build_object('canary', $2 || left(id::text, 8)) else "${name}" end`,
  }
  for (const { name, type } of rows) {
    await beyond.query('savepoint mark')
    await beyond
      .query(`update "${table}" set ${marked[type]!(name)} where ${place}`, [tenants, canary])
      .catch(() => beyond.query('rollback to savepoint mark'))
  }
}

async function markRegistry(beyond: pg.ClientBase, { canary, tenants }: World): Promise<void> {
  const of = '(select id from tenant where slug = any ($1))'
  await beyond.query(
    `update person set name = $2 || left(id::text, 8) where id in (select person_id from seat where tenant_id in ${of})`,
    [tenants, canary],
  )
  await beyond.query(`update seat set title = $2 || left(id::text, 8) where tenant_id in ${of}`, [tenants, canary])
  await beyond.query(`update invitation set title = $2 || left(id::text, 8) where tenant_id in ${of}`, [
    tenants,
    canary,
  ])
  await beyond.query('update tenant set name = $2 || left(id::text, 8) where slug = any ($1)', [tenants, canary])
  await beyond.query('select app.copy_names()')
}

/** The copies of names and seats: after every act that changes the registry they are what the registry says. */
import pg from 'pg'
import { describe, expect } from 'vitest'
import { sessionOfPerson } from '../../support/sessions.ts'
import { test, type World } from '../../support/world.ts'

const password = 'a sentence I remember'
const qiaonan = '桥南社区'

type Act = (world: World) => Promise<unknown>

/** In this order in one world: each builds on those before it. */
const acts: Record<string, Act> = {
  'the operator adds a tenant': async (world) =>
    (await world.operator()).operator.addTenant({ slug: 'qiaonan', name: qiaonan, kind: 'community' }),
  'it becomes a member of an alliance': async (world) =>
    (await world.operator()).operator.addMember(await pairIn(world, 'bilin', 'qiaonan')),
  'a newcomer accepts its first seat': async (world) => {
    const token = await inviteTo(world, 'qiaonan', '桥南社区书记')
    await world.bilin.invitations.acceptAsNewcomer(token, { name: '桥南书记', password })
  },
  'somebody signed in accepts a second seat': async (world) => {
    const token = await inviteTo(world, 'erqiao', '二桥社区兼职社工', 'staff')
    const { rows } = await world.beyond.query<{ id: string }>(`select id from person where name = '三桥社区社工一'`)
    await world.bilin.invitations.acceptAs(token, rows[0]!.id)
  },
  'a secretary ends a seat of her community': async (world) =>
    (await world.as('三桥社区书记').at('sanqiao')).tenants.endSeat(await seatIn(world, '三桥社区社工一')),
  'the operator ends a seat of an alliance': async (world) =>
    (await world.operator()).operator.endSeat(await seatIn(world, '联盟协调员')),
  'a tenant gets another name': (world) =>
    asOperator(world, `update tenant set name = '桥南新村社区' where slug = 'qiaonan'`, ['qiaonan']),
  'a seat gets another title': (world) =>
    asOperator(world, `update seat set title = '桥南社区党委书记' where title = '桥南社区书记'`, ['qiaonan']),
  'a member leaves': async (world) =>
    (await world.operator()).operator.endMember(await pairIn(world, 'bilin', 'sanqiao')),
  'it comes back': async (world) =>
    (await world.operator()).operator.addMember(await pairIn(world, 'bilin', 'sanqiao')),
}

describe('the copies are what the registry says', () => {
  test('in the story', async ({ world }) => {
    expect(await differencesIn(world)).toEqual([])
    const { rows } = await world.beyond.query<{ count: number }>('select count(*)::int from neighbour_seat')
    expect(rows[0]!.count).toBeGreaterThan(50)
  })

  test('after every act', async ({ world }) => {
    for (const [name, act] of Object.entries(acts)) {
      await act(world)
      expect(await differencesIn(world), name).toEqual([])
    }
  })

  test('and an act that copied nothing would be noticed', async ({ world }) => {
    await world.beyond.query(`
      alter function app.copy_names rename to really_copy_names;
      create function app.copy_names(changed uuid default null) returns void language sql as '';
      grant execute on function app.copy_names to bilin_app, bilin_session`)
    for (const [name, act] of Object.entries(acts)) {
      await act(world)
      expect(await differencesIn(world), name).not.toEqual([])
      await world.beyond.query('select app.really_copy_names()')
      expect(await differencesIn(world), name).toEqual([])
    }
  })
})

describe('of two acts at once the second copies what the first has changed', () => {
  test('because it waits', async ({ world }) => {
    await actTwice(world)
    expect(await differencesIn(world)).toEqual([])
  })

  test('and if it did not wait, it would be noticed', async ({ world }) => {
    const { rows } = await world.beyond.query<{ text: string }>(
      `select pg_get_functiondef('app.copy_names'::regproc) as text`,
    )
    const withoutLock = rows[0]!.text.replace(/perform pg_advisory_xact_lock.*/, '')
    expect(withoutLock).not.toBe(rows[0]!.text)
    await world.beyond.query(withoutLock)
    await actTwice(world)
    expect(await differencesIn(world)).not.toEqual([])
  })
})

test('a member that leaves no longer reads the names of the alliance, nor is its own read there', async ({ world }) => {
  const readNames = async (title: string, at: string) =>
    (await (await world.as(title).at(at)).tenants.members()).map(({ name }) => name)
  expect(await readNames('联盟协调员', 'bilin')).toContain('三桥社区')
  await (await world.operator()).operator.endMember(await pairIn(world, 'bilin', 'sanqiao'))
  expect(await readNames('联盟协调员', 'bilin')).not.toContain('三桥社区')
  const { rows } = await world.beyond.query<{ name: string }>(
    `select n.name from neighbour n join tenant t on t.id = n.tenant_id where t.slug = 'sanqiao'`,
  )
  expect(rows).toEqual([{ name: '三桥社区' }])
})

/** An alliance gets another name while a community joins it: neither act sees the change of the other before that one ends. */
async function actTwice(world: World): Promise<void> {
  const [first, second] = await Promise.all([operating(world), operating(world)])
  const { memberId, allianceId } = await pairIn(world, 'haihong-lianmeng', 'sanqiao')
  await first.query(`update tenant set name = '海洪大联盟' where id = $1`, [allianceId])
  await first.query('select app.copy_names($1)', [allianceId])
  await second.query('insert into membership (tenant_id, member_id) values ($1, $2)', [allianceId, memberId])
  const { rows } = await second.query<{ pid: number }>('select pg_backend_pid() as pid')
  let done = false
  const copied = second.query('select app.copy_names($1)', [memberId]).then(() => (done = true))
  while (!done && !(await isWaiting(world, rows[0]!.pid)));
  await first.query('commit')
  await copied
  await second.query('commit')
  await Promise.all([first.end(), second.end()])
}

const isWaiting = async ({ beyond }: World, pid: number) =>
  (await beyond.query(`select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'`, [pid])).rowCount === 1

async function operating(world: World): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.url('bilin_app') })
  // A failed test leaves it open; closing the world closes it.
  client.on('error', () => {})
  await client.connect()
  const { rows } = await world.beyond.query<{ id: string }>('select id from person where operator limit 1')
  await client.query('begin')
  await client.query('select app.enter_operator($1)', [await sessionOfPerson(world.beyond, rows[0]!.id)])
  return client
}

/** There is no page for it yet; the operator's role may. */
async function asOperator(world: World, change: string, changed: string[]): Promise<void> {
  const client = await operating(world)
  await client.query(change)
  for (const slug of changed) await client.query('select app.copy_names(id) from tenant where slug = $1', [slug])
  await client.query('commit')
  await client.end()
}

async function inviteTo(world: World, slug: string, title: string, role: 'secretary' | 'staff' = 'secretary') {
  const operator = await world.operator()
  const { path } = await operator.operator.invite({ tenantId: await idOf(world, slug), role, title, days: 7 })
  return path.split('/').at(-1)!
}

const pairIn = async (world: World, alliance: string, member: string) => ({
  allianceId: await idOf(world, alliance),
  memberId: await idOf(world, member),
})

const idOf = async ({ beyond }: World, slug: string) =>
  (await beyond.query<{ id: string }>('select id from tenant where slug = $1', [slug])).rows[0]!.id

const seatIn = async ({ beyond }: World, title: string) =>
  (await beyond.query<{ seatId: string }>('select id as "seatId" from seat where title = $1', [title])).rows[0]!

/** The rows of one and not of the other, read past all policies. */
async function differencesIn({ beyond }: World): Promise<string[]> {
  const { rows } = await beyond.query<{ line: string }>(`
    with pair (tenant_id, id) as (
      select id, id from tenant
      union all select tenant_id, member_id from membership where ended_at is null
      union all select member_id, tenant_id from membership where ended_at is null),
    named as (select pair.tenant_id, t.id, slug, name, kind, example from pair join tenant t on t.id = pair.id),
    seated as (select pair.tenant_id, s.id, pair.id, role, title, made_at, ended_at from pair join seat s on s.tenant_id = pair.id)
    select 'missing: ' || one as line from (table named except table neighbour) one
    union all select 'too many: ' || one from (table neighbour except table named) one
    union all select 'missing: ' || one from (table seated except table neighbour_seat) one
    union all select 'too many: ' || one from (table neighbour_seat except table seated) one`)
  return rows.map(({ line }) => line)
}

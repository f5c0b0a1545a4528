/**
 * Many transactions on few connections: the context of one must not be visible to the next on the same connection, however the
 * first one ended.
 */
import { connect, type Pool } from '@bilin/db/connect'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { byPolicyAlone } from '../support/policyAlone.ts'
import { sessionOfPerson } from '../support/sessions.ts'
import { test, type World } from '../support/world.ts'

const WORKERS = 24
const TURNS = 20
const CONNECTIONS = 4

type Person = { session: string; place: string; tenantId: string }
type Bleed = string

test('24 workers on 4 connections, however their transactions end, never see another’s rows', async ({ world }) => {
  const pool = connect(world.url('bilin_app'), { max: CONNECTIONS })
  const { bleeds, ends } = await mix(world, pool)
  await pool.end()
  expect(bleeds).toEqual([])
  expect(Object.keys(ends).sort()).toEqual(['cancelled', 'committed', 'killed', 'probed', 'thrown', 'timed out'])
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(WORKERS * TURNS)
})

test('a context that outlives its transaction is noticed', async ({ world }) => {
  const pool = connect(world.url('bilin_app'), { max: CONNECTIONS })
  const { bleeds } = await mix(
    world,
    pool,
    (tenantId) => sql`select set_config('app.current_tenant', ${tenantId}, false)`,
  )
  await pool.end()
  expect(bleeds.length).toBeGreaterThan(0)
})

/** Each worker takes turns in a tenant of its own; `also` is done once inside, for the control. */
async function mix(world: World, pool: Pool, also?: (tenantId: string) => ReturnType<typeof sql>) {
  const people = await peopleIn(world)
  const bleeds: Bleed[] = []
  const ends: Record<string, number> = {}
  const ended = (how: string) => (ends[how] = (ends[how] ?? 0) + 1)

  const turn = async (worker: number, nth: number) => {
    const person = people[worker % people.length]!
    const act = acts[(worker + nth) % acts.length]!
    if (act === 'probe') {
      const { rows } = await pool.query<{ tenant_id: string }>(
        'select tenant_id from event union all select tenant_id from estate',
      )
      if (rows.length > 0) bleeds.push(`without a context: ${rows.length} rows`)
      return ended('probed')
    }
    const work = byPolicyAlone(pool, { session: person.session, tenant: person.place }, async (db) => {
      if (also) await also(person.tenantId).execute(db)
      const rows = [
        ...(await db.selectFrom('event').select('tenantId').execute()),
        ...(await db.selectFrom('estate').select('tenantId').execute()),
      ]
      const foreign = rows.filter(({ tenantId }) => tenantId !== person.tenantId)
      if (foreign.length > 0) bleeds.push(`${person.place}: ${foreign.length} foreign rows`)
      if (act === 'throw') throw new Error('changed my mind')
      if (act === 'time out') await sql`set local statement_timeout = '5ms'`.execute(db)
      if (act === 'time out') await sql`select pg_sleep(1)`.execute(db)
      if (act === 'cancel') await whileAsleep(world, db, 'pg_cancel_backend')
      if (act === 'kill') await whileAsleep(world, db, 'pg_terminate_backend')
    })
    ended(
      await work.then(
        () => 'committed',
        (error: unknown) => endOf(error, act),
      ),
    )
  }

  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      for (let nth = 0; nth < TURNS; nth += 1) await turn(worker, nth)
    }),
  )
  return { bleeds, ends }
}

const acts = ['commit', 'throw', 'probe', 'cancel', 'commit', 'kill', 'probe', 'time out'] as const

function endOf(error: unknown, act: (typeof acts)[number]): string {
  // A connection that another's kill or a closed socket took away counts as killed, whatever it was doing.
  const { code, message } = error as { code?: string; message: string }
  if (message === 'changed my mind') return 'thrown'
  if (code === '57014') return act === 'time out' ? 'timed out' : 'cancelled'
  if (code === '57P01' || /terminated|ended by|not queryable|connection error/i.test(message)) return 'killed'
  // BL001: the connection still had a context, and app.enter refused it.
  return code === 'BL001' ? 'refused' : `${code ?? ''} ${message}`
}

async function whileAsleep(world: World, db: Parameters<Parameters<typeof byPolicyAlone>[2]>[0], how: string) {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  const { pid } = rows[0]!
  const asleep = sql`select pg_sleep(10)`.execute(db)
  await Promise.all([asleep, onceAsleep(world, pid).then(() => world.beyond.query(`select ${how}($1)`, [pid]))])
}

/** Or gone already: another turn may have killed it. */
async function onceAsleep({ beyond }: World, pid: number) {
  for (;;) {
    const { rows } = await beyond.query<{ wait_event: string | null }>(
      'select wait_event from pg_stat_activity where pid = $1',
      [pid],
    )
    if (rows.length === 0 || rows[0]!.wait_event === 'PgSleep') return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function peopleIn({ beyond }: World): Promise<Person[]> {
  const { rows } = await beyond.query<Omit<Person, 'session'> & { id: string }>(
    `select s.person_id as id, t.slug as place, t.id as "tenantId" from seat s join tenant t on t.id = s.tenant_id
      where t.slug in ('sanqiao', 'erqiao', 'guosheng', 'haihong', 'anhe', 'wenhua') order by t.slug, s.id`,
  )
  return Promise.all(rows.map(async ({ id, ...person }) => ({ ...person, session: await sessionOfPerson(beyond, id) })))
}

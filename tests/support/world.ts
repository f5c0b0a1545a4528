/**
 * A world of its own for each test: the seed story, and everybody in it by their seat's title.
 *
 *   test('the secretary opens a round', async ({ world }) => {
 *     const coordinator = await world.as('联盟协调员').at('bilin')
 *     await coordinator.scorecards.rounds.list()
 *   })
 */
import { openBilin, type Caller } from '@bilin/api/bilin'
import { toErrorBody } from '@bilin/api/errors'
import { silence } from '@bilin/api/log'
import { openWorker, type RunningWorker } from '@bilin/api/worker'
import { connect } from '@bilin/db/connect'
import { inLedger, type LedgerDb } from '@bilin/db/tenant'
import pg from 'pg'
import { test as base } from 'vitest'
import { freshDatabase, type FreshDatabase } from './database.ts'

export type World = Awaited<ReturnType<typeof openWorld>>
type Setting = { clock?: Date; locale?: 'zh-CN' | 'en' }

export const test = base.extend<{ world: World; emptyWorld: World }>({
  // The first argument must be a destructured one: vitest reads from it which fixtures are needed.
  world: async ({}, use) => inWorld({ story: true }, use),
  emptyWorld: async ({}, use) => inWorld({ story: false }, use),
})

export async function openWorld(database: FreshDatabase) {
  const bilin = openBilin({ app: database.url('bilin_app'), session: database.url('bilin_session'), max: 4 })
  /** Past every policy, for looking at what really happened and never for doing. */
  const beyond = new pg.Pool({ connectionString: database.url('postgres'), max: 2 })
  beyond.on('error', () => {})

  const workers: RunningWorker[] = []

  const call = (person: Person | null, tenant: string | null, { clock, locale = 'zh-CN' }: Setting = {}) =>
    bilin.caller({
      person,
      tenant,
      seatId: person?.seatId ?? null,
      locale,
      requestId: 'test',
      clock: clock ?? null,
    })

  return {
    bilin,
    beyond,
    url: database.url,
    /** Somebody by their seat's title, standing in a tenant. */
    as: (title: string) => ({
      at: async (tenant: string, setting?: Setting): Promise<Caller> =>
        call(await seated(beyond, title), tenant, setting),
      outside: async (): Promise<Caller> => call(await seated(beyond, title), null),
    }),
    /** As the server's command line, which connects as the database's owner. */
    ledger: async <T>(alliance: string, work: (db: LedgerDb) => Promise<T>): Promise<T> => {
      const owner = connect(database.url('bilin_owner'), { max: 1 })
      return inLedger(owner, alliance, work).finally(() => owner.end())
    },
    /** Background jobs run from here on, as beside the server. */
    startWorker: (): RunningWorker => {
      const worker = openWorker(database.url('bilin_owner'), silence)
      workers.push(worker)
      return worker
    },
    operator: async (): Promise<Caller> => call(await operatorIn(beyond), null),
    nobody: (tenant: string | null = null): Caller => call(null, tenant),
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()))
      await Promise.all([bilin.close(), beyond.end()])
    },
  }
}

/** The code of the refusal that a call ends in; a call that succeeds, or fails otherwise, fails the test. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (thrown === null) throw new Error('this should have been refused')
  const { code } = toErrorBody(thrown)
  if (code === 'app.bug') throw thrown
  return code
}

type Person = { id: string; name: string; operator: boolean; seatId?: string }

async function inWorld(wish: { story: boolean }, use: (world: World) => Promise<void>) {
  const database = await freshDatabase(wish)
  const world = await openWorld(database)
  try {
    await use(world)
  } finally {
    await world.close()
    await database.drop()
  }
}

async function seated(beyond: pg.Pool, title: string): Promise<Person> {
  const { rows } = await beyond.query<Person>(
    `select person.id, person.name, person.operator, seat.id as "seatId"
       from seat join person on person.id = seat.person_id
      where seat.title = $1 and seat.ended_at is null`,
    [title],
  )
  if (rows.length !== 1) throw new Error(`${rows.length} people sit as ${title} in this world`)
  return rows[0]!
}

async function operatorIn(beyond: pg.Pool): Promise<Person> {
  const { rows } = await beyond.query<Person>('select id, name, operator from person where operator limit 1')
  return rows[0] ?? Promise.reject(new Error('nobody operates this world'))
}

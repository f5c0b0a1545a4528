/**
 * A separate Bilin for each test, with the story loaded; people are named by their seats' titles.
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
import type { Sharing } from '@bilin/db/sharing'
import { inLedger, type LedgerDb } from '@bilin/db/tenant'
import pg from 'pg'
import { test as base } from 'vitest'
import { sessionOfPerson } from './sessions.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'

export type World = Awaited<ReturnType<typeof openWorld>>
/** `sharing` is of the queries of one page. */
type Setting = { clock?: Date; locale?: 'zh-CN' | 'en'; sharing?: Sharing }

export const test = base.extend<{ world: World; emptyWorld: World }>({
  // The first argument must be a destructured one: vitest reads from it which fixtures are needed.
  world: async ({}, use) => inWorld({ story: true }, use),
  emptyWorld: async ({}, use) => inWorld({ story: false }, use),
})

export async function openWorld(database: FreshDatabase) {
  const bilin = openBilin({ app: database.url('bilin_app'), session: database.url('bilin_session'), max: 4 })
  /** Connections of PostgreSQL's superuser, past every policy: for checking results, never for test steps. */
  const beyond = new pg.Pool({ connectionString: database.url('postgres'), max: 2 })
  beyond.on('error', () => {})

  const workers: RunningWorker[] = []

  const call = (asker: Asker | null, tenant: string | null, { clock, locale = 'zh-CN', sharing }: Setting = {}) =>
    bilin.caller({
      session: asker?.session ?? null,
      tenant,
      seatId: asker?.seatId ?? null,
      locale,
      requestId: 'test',
      clock: clock ?? null,
      ...(sharing && { sharing }),
    })

  return {
    bilin,
    beyond,
    url: database.url,
    /** Procedures for a person, named by their seat's title, in a tenant. */
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
    /** Starts a worker, which runs background jobs from here on. */
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

type Asker = { session: string; seatId?: string }

async function inWorld(options: { story: boolean }, use: (world: World) => Promise<void>) {
  const database = await freshDatabase(options)
  const world = await openWorld(database)
  try {
    await use(world)
  } finally {
    await world.close()
    await database.drop()
  }
}

async function seated(beyond: pg.Pool, title: string): Promise<Asker> {
  const { rows } = await beyond.query<{ personId: string; seatId: string }>(
    'select person_id as "personId", id as "seatId" from seat where title = $1 and ended_at is null',
    [title],
  )
  if (rows.length !== 1) throw new Error(`${rows.length} people sit as ${title} in this world`)
  const { personId, seatId } = rows[0]!
  return { session: await sessionOfPerson(beyond, personId), seatId }
}

async function operatorIn(beyond: pg.Pool): Promise<Asker> {
  const { rows } = await beyond.query<{ id: string }>('select id from person where operator limit 1')
  if (!rows[0]) throw new Error('nobody operates this world')
  return { session: await sessionOfPerson(beyond, rows[0].id) }
}

/** Background jobs outlive the process that was doing them. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { beforeAll, expect, onTestFinished } from 'vitest'
import { manyMore, ten } from '../../flows/scorecards/rota/rota.ts'
import { test, type World } from '../../support/world.ts'
import { built, launch } from './launch.ts'

beforeAll(built)

type Killable = { kill(): Promise<unknown> }
type Start = (DATABASE_URL: string) => Promise<Killable>

const startServer: Start = async (DATABASE_URL) => {
  const app = launch({ DATABASE_URL })
  await app.address
  return { kill: () => app.stop('SIGKILL') }
}

/** The server runs no jobs then. */
const startApart: Start = async (DATABASE_URL) => {
  const app = launch({ DATABASE_URL, BILIN_WORKER: 'apart' })
  await app.address
  const child = spawn(process.execPath, ['scripts/worker.ts'], {
    cwd: path.resolve(import.meta.dirname, '../../..'),
    env: { ...process.env, DATABASE_URL },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const kill = () => (child.kill('SIGKILL'), ended)
  onTestFinished(() => void kill())
  return { kill }
}

test.for<[string, Start]>([
  ['the server', startServer],
  ['the worker, run as a process of its own,', startApart],
])(
  '%s is killed while it computes a rota: after the next start the proposal is there',
  async ([, start], { world }) => {
    const { coordinator, roundId, plan } = await ten(world)
    await manyMore(world, roundId)
    await coordinator.rota.propose({ roundId, ...defaults, requiredVisits: 2, visitsPerDay: 10 })

    const first = await start(world.url('bilin_owner'))
    await until(async () => (await countLocked(world)) > 0)
    await first.kill()
    // It was killed in the middle: there is no proposal, and the job is still marked as running.
    expect(await plan()).toMatchObject({ proposal: null, running: expect.anything() })
    expect(await countLocked(world)).toBe(1)

    const second = await start(world.url('bilin_owner'))
    await until(async () => (await plan()).running === null)
    expect((await plan()).proposal?.rota).toMatchObject({ visits: 820 })
    await until(async () => (await countJobs(world)) === 0)
    await second.kill()
  },
)

const countLocked = (world: World) => countJobs(world, 'where locked_by is not null')

async function countJobs({ beyond }: World, where = ''): Promise<number> {
  const { rowCount } = await beyond.query(`select from graphile_worker._private_jobs ${where}`)
  return rowCount ?? 0
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20)
}

/** A computation that cannot be finished: the coordinator sees it, and it does not stay in progress for ever. */
import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { test, type World } from '../../../support/world.ts'
import { manyMore, ten } from './rota.ts'

/** The queue as a worker leaves it that was killed during this attempt. */
const killDuring = (world: World, attempt: number) =>
  world.beyond.query(
    `update graphile_worker._private_jobs set attempts = $1, locked_at = now(), locked_by = 'a worker that was killed'`,
    [attempt],
  )

async function large(world: World) {
  const round = await ten(world)
  await manyMore(world, round.roundId)
  const settings = { roundId: round.roundId, ...defaults, requiredVisits: 2, visitsPerDay: 10 }
  const ended = async () => {
    while ((await round.plan()).running) await sleep(20)
    return round.plan()
  }
  return { ...round, settings, ended, propose: () => round.coordinator.rota.propose(settings) }
}

test('a computation whose worker was killed three times is given up, says so, and can be begun again', async ({
  world,
}) => {
  const { coordinator, roundId, propose, ended } = await large(world)
  const { jobId } = await propose()
  await killDuring(world, 3)
  world.startWorker()
  expect(await ended()).toMatchObject({ running: null, failed: true, proposal: null })
  expect(await coordinator.rota.progress({ jobId: jobId! })).toBeNull()

  await propose()
  expect(await ended()).toMatchObject({ failed: false, proposal: { rota: { visits: 820 } } })
  await coordinator.rota.accept({ roundId })
})

test('a computation whose worker was killed twice is computed by the next', async ({ world }) => {
  const { propose, ended } = await large(world)
  await propose()
  await killDuring(world, 2)
  world.startWorker()
  expect(await ended()).toMatchObject({ failed: false, proposal: { rota: { visits: 820 } } })
})

test('a failed computation is no longer mentioned after the coordinator has seen it', async ({ world }) => {
  const { coordinator, roundId, propose, ended, plan } = await large(world)
  await propose()
  await killDuring(world, 3)
  world.startWorker()
  expect((await ended()).failed).toBe(true)
  await coordinator.rota.cancel({ roundId })
  expect(await plan()).toMatchObject({ running: null, failed: false, proposal: null })
})

test('a computation that is interrupted by stopping the server loses none of its attempts', async ({ world }) => {
  const { propose, plan } = await large(world)
  const queued = async () => {
    const { rows } = await world.beyond.query<{ attempts: number; locked: boolean }>(
      'select attempts, locked_at is not null as locked from graphile_worker._private_jobs',
    )
    return rows[0]
  }
  await propose()
  const worker = world.startWorker()
  while (!(await queued())?.locked) await sleep(5)
  await worker.stop()
  expect(await queued()).toMatchObject({ attempts: 0 })
  expect((await plan()).running).not.toBeNull()
})

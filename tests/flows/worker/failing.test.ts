/** A job that fails at a moment when the queue cannot write that it failed. */
import type { Job } from '@bilin/api/rooms/worker/job'
import { startWorker } from '@bilin/api/rooms/worker/run'
import { roleUrl } from '@bilin/db/roles'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { expect } from 'vitest'
import { test } from '../../support/world.ts'

test('a failure that the queue cannot write is logged, the server goes on, and the job is run again', async ({
  world,
}) => {
  const permit = (verb: string) => world.beyond.query(`${verb} bilin_worker`)
  let runs = 0
  const failsOnce: Job = {
    name: 'test.failing',
    attempts: 3,
    run: async () => {
      if (++runs > 1) return
      await permit('revoke update on graphile_worker._private_jobs from')
      throw new Error('this job fails')
    },
    giveUp: async () => {},
  }
  await world.beyond.query(
    `select graphile_worker.add_job('test.failing', json_build_object('tenant', id, 'id', id)) from tenant limit 1`,
  )
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) })
  const worker = startWorker(roleUrl(world.url('bilin_owner'), 'bilin_worker'), [failsOnce], log)
  const isDenied = (line: string) => line.includes('permission denied for table _private_jobs')
  while (!lines.some(isDenied)) await sleep(5)
  await permit('grant update on graphile_worker._private_jobs to')
  while (runs < 2) await sleep(5)
  await worker.stop()
  expect(runs).toBe(2)
})

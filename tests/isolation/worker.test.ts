/** The worker's way in: one tenant for each job, named by the job, and a queue that nobody else can write past. */
import { connect } from '@bilin/db/connect'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { byPolicyAloneAsWorker } from '../support/policyAlone.ts'
import { sessionOf } from '../support/sessions.ts'
import { test, type World } from '../support/world.ts'

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'let in',
    (error: unknown) => (error as pg.DatabaseError).code ?? String(error),
  )

test('a job reads the rows of the tenant it is about and of no other', async ({ world }) => {
  const worker = connect(world.url('bilin_worker'), { max: 1 })
  const seen = async (slug: string) => {
    const tenantId = await idOf(world, slug)
    const rows = await byPolicyAloneAsWorker(worker, tenantId, (db) =>
      db.selectFrom('round').select('tenantId').execute(),
    )
    return { tenantId, found: new Set(rows.map((row) => row.tenantId)) }
  }
  for (const slug of ['bilin', 'haihong-lianmeng']) {
    const { tenantId, found } = await seen(slug)
    expect(found).toEqual(new Set([tenantId]))
  }
  // The control: without the policy it reads both alliances' rounds.
  await world.beyond.query('alter policy visible_in_current_tenant on round using (true)')
  expect((await seen('bilin')).found.size).toBeGreaterThan(1)
  await worker.end()
})

test('after a job its connection stands nowhere, and within one it cannot enter a second tenant', async ({ world }) => {
  const [bilin, sanqiao] = [await idOf(world, 'bilin'), await idOf(world, 'sanqiao')]
  const worker = await connected(world, 'bilin_worker')
  await worker.query('begin')
  await worker.query('select app.enter_as_worker($1)', [bilin])
  await worker.query('savepoint inside')
  expect(await codeOf(worker.query('select app.enter_as_worker($1)', [sanqiao]))).toBe('BL001')
  await worker.query('rollback to savepoint inside')
  await worker.query('commit')
  expect((await worker.query('select from round')).rowCount).toBe(0)
  await worker.query('begin')
  expect(await codeOf(worker.query('select app.enter_as_worker(gen_random_uuid())'))).toBe('P0002')
  await worker.end()
})

describe('nobody but the worker enters as the worker:', () => {
  for (const role of ['bilin_app', 'bilin_session'] as const)
    test(role, async ({ world }) => {
      const asked = await connected(world, role)
      const bilin = await idOf(world, 'bilin')
      expect(await codeOf(asked.query('select app.enter_as_worker($1)', [bilin]))).toBe('42501')
      expect(await codeOf(asked.query('select from graphile_worker.jobs'))).toBe('42501')
      expect(await codeOf(asked.query(`select graphile_worker.add_job('scorecards.compute_rota')`))).toBe('42501')
      // The control: granted, it is let in.
      await world.beyond.query(
        `grant execute on function app.enter_as_worker to ${role}; grant usage on schema app to ${role}`,
      )
      expect(await codeOf(asked.query('select app.enter_as_worker($1)', [bilin]))).toBe('let in')
      await asked.end()
    })
})

test('a job belongs to the tenant that it was queued in, and is gone when the transaction is', async ({ world }) => {
  const app = await connected(world, 'bilin_app')
  const { rows } = await world.beyond.query<{ id: string }>(`select id from person where name = '联盟协调员'`)
  const queued = async () =>
    (await world.beyond.query<{ payload: object }>('select payload from graphile_worker._private_jobs')).rows
  const queue = () => app.query(`select app.queue_job('scorecards.compute_rota', $1)`, [rows[0]!.id])
  expect(await codeOf(queue())).toBe('42501')
  for (const end of ['rollback', 'commit']) {
    await app.query('begin')
    await app.query('select app.enter($1, $2)', [await sessionOf(world.beyond, '联盟协调员'), 'bilin'])
    await queue()
    // Again about the same row: it replaces the first.
    await queue()
    await app.query(end)
    const payload = { tenant: await idOf(world, 'bilin'), id: rows[0]!.id }
    expect(await queued()).toEqual(end === 'commit' ? [{ payload }] : [])
  }
  await app.end()
})

async function idOf(world: World, slug: string): Promise<string> {
  const { rows } = await world.beyond.query<{ id: string }>('select id from tenant where slug = $1', [slug])
  return rows[0]!.id
}

async function connected(world: World, role: 'bilin_app' | 'bilin_session' | 'bilin_worker') {
  const client = new pg.Client({ connectionString: world.url(role) })
  client.on('error', () => {})
  await client.connect()
  return client
}

import type { Actor, TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { dropPromise } from '../../support/promises.ts'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'
import { at, coordinatorOf, opened, planned, slug } from '../scorecards/round.ts'

test('every member of the alliance reads who led a round from stage to stage, when and why', async ({ world }) => {
  const { roundId } = await opened(world)
  await (await coordinatorOf(world)).rounds.cancel({ roundId, seen: 'visiting', reason: '台风停工。' })
  const made = { by: '联盟协调员', organisation: '比邻区域党建联盟', at: expect.any(Date) }
  for (const title of ['三桥社区书记', '龙馨园物业经理', '联盟协调员'])
    expect((await (await at(world, title)).rounds.get({ slug })).steps).toEqual([
      { turn: 1, from: null, to: 'planning', words: null, ...made },
      { turn: 2, from: 'planning', to: 'visiting', words: null, ...made },
      { turn: 3, from: 'visiting', to: 'cancelled', words: '台风停工。', ...made },
    ])
})

test('the steps of the story’s published round are by the coordinator alone, and name no reviewer', async ({
  world,
}) => {
  const company = await world.as('龙馨园物业经理').at('bilin')
  const published = (await company.scorecards.rounds.list()).filter(({ stage }) => stage === 'published')
  expect(published.length).toBeGreaterThan(0)
  for (const round of published) {
    const { steps } = await company.scorecards.rounds.get({ slug: round.slug })
    expect(steps.map(({ to }) => to)).toEqual(['planning', 'visiting', 'responding', 'settling', 'published'])
    expect(new Set(steps.map(({ by }) => by))).toEqual(new Set(['联盟协调员']))
  }
})

test('two presses at the same time make one step', async ({ world }) => {
  const { roundId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  const press = () => coordinator.rounds.cancel({ roundId, seen: 'planning', reason: '改期。' })
  const presses = await Promise.allSettled([press(), press()])
  expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await coordinator.rounds.get({ slug })).steps.map(({ turn }) => turn)).toEqual([1, 2])
})

describe('in the database itself', () => {
  const opening = { turn: 7, from_stage: 'planning', to_stage: 'visiting' }

  test('nobody takes a turn that was taken', async ({ world }) => {
    expect(await inserted(world, '联盟协调员', opening)).toBe('done')
    expect(await inserted(world, '联盟协调员', opening)).toBe('scorecards__round_moved_on')
  })

  test('control: without the key there would be two steps of one turn', async ({ world }) => {
    await world.beyond.query('alter table round_step drop constraint scorecards__round_moved_on')
    expect(await inserted(world, '联盟协调员', opening)).toBe('done')
    expect(await inserted(world, '联盟协调员', opening)).toBe('done')
  })

  test('no member inserts a step of a round', async ({ world }) => {
    expect(await inserted(world, '三桥社区书记', opening)).toBe('42501')
    expect(await inserted(world, '龙馨园物业经理', opening)).toBe('42501')
  })

  test('control: without that promise a member’s step would go in', async ({ world }) => {
    await dropPromise(world.beyond, 'round_step', 'inserted_by_the_alliance')
    expect(await inserted(world, '三桥社区书记', opening)).toBe('done')
  })

  test('no company inserts a step of a project', async ({ world }) => {
    const start = { turn: 7, from_stage: 'proposed', to_stage: 'running' }
    expect(await inserted(world, '龙馨园物业经理', start, 'project')).toBe('42501')
    expect(await inserted(world, '三桥社区书记', start, 'project')).toBe('done')
  })

  test('nobody says when a step was made, or from which seat', async ({ world }) => {
    expect(await inserted(world, '联盟协调员', { ...opening, at: '2020-01-01' })).toBe('42501')
    expect(await inserted(world, '联盟协调员', { ...opening, seat_id: crypto.randomUUID() })).toBe('42501')
  })

  test('a step leads to a stage that there is, and begins nowhere only as the first', async ({ world }) => {
    expect(await inserted(world, '联盟协调员', { ...opening, to_stage: 'somewhere' })).toBe('round_step_stages')
    expect(await inserted(world, '联盟协调员', { turn: 7, to_stage: 'visiting' })).toBe('round_step_stages')
  })

  const changes = {
    changes: (table: string) => sql`update ${sql.table(table)} set words = '改'`,
    deletes: (table: string) => sql`delete from ${sql.table(table)}`,
  }
  for (const [verb, change] of Object.entries(changes))
    for (const table of ['round_step', 'project_step'])
      test(`nobody ${verb} a ${table}`, async ({ world }) => {
        for (const title of ['联盟协调员', '三桥社区书记'])
          expect(await outcome(world, title, (db) => change(table).execute(db))).toBe('42501')
      })

  test('control: with a right and a policy for it, a step would be deleted', async ({ world }) => {
    await world.beyond.query('grant delete on round_step to bilin_app')
    await world.beyond.query('create policy open on round_step for delete to bilin_app using (true)')
    expect(await outcome(world, '三桥社区书记', (db) => changes.deletes('round_step').execute(db))).toBe('done')
  })

  test('the alliance next door reads no step of this one', async ({ world }) => {
    expect(await stepsReadable(world, 'haihong-lianmeng', '海洪社区书记')).toEqual(['haihong-lianmeng'])
    expect(await stepsReadable(world, 'bilin', '三桥社区书记')).toEqual(['bilin'])
  })

  test('control: with the policy opened it would', async ({ world }) => {
    await world.beyond.query('alter policy visible_in_current_tenant on project_step using (true)')
    expect((await stepsReadable(world, 'haihong-lianmeng', '海洪社区书记')).length).toBeGreaterThan(1)
  })
})

test('a project of another alliance has no history here', async ({ world }) => {
  const neighbour = await world.as('海洪社区书记').at('haihong-lianmeng')
  expect(await refusal(neighbour.projects.one({ slug: 'straw-patrol' }))).toBe('projects.not_found')
})

/** A step of the story's first round or project, put in by statement. */
async function inserted(world: World, title: string, step: Record<string, string | number>, subject = 'round') {
  const { rows } = await world.beyond.query<{ id: string }>(
    `select id from ${subject} where tenant_id = (select id from tenant where slug = 'bilin') order by slug limit 1`,
  )
  const row = { subject_id: rows[0]!.id, ...step }
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)))
  return outcome(world, title, (db) =>
    sql`insert into ${sql.table(`${subject}_step`)} (${columns}) values (${sql.join(Object.values(row))})`.execute(db),
  )
}

/** The constraint or the code of what PostgreSQL refuses. */
async function outcome(world: World, title: string, work: (db: TenantDb) => Promise<unknown>): Promise<string> {
  const asker = await askerOf(world, title, 'bilin')
  return byPolicyAlone(world.bilin.pool, asker, work).then(
    () => 'done',
    ({ constraint, code }: { constraint?: string; code?: string }) => constraint ?? code ?? 'unknown',
  )
}

/** Whose steps of projects somebody reads, by the policies alone. */
async function stepsReadable(world: World, tenant: string, title: string) {
  const { rows: tenants } = await world.beyond.query<{ id: string; slug: string }>('select id, slug from tenant')
  const steps = await byPolicyAlone(world.bilin.pool, await askerOf(world, title, tenant), (db) =>
    db.selectFrom('projectStep').select('tenantId').distinct().execute(),
  )
  return steps.map(({ tenantId }) => tenants.find(({ id }) => id === tenantId)!.slug)
}

async function askerOf(world: World, title: string, tenant: string): Promise<Actor> {
  return { session: await sessionOf(world.beyond, title), tenant }
}

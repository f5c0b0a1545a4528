import type { Actor } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { dropPromise } from '../../support/promises.ts'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'

const tables = [
  'project',
  'project_step',
  'project_aim',
  'participation',
  'project_decline',
  'pledge',
  'milestone',
  'project_task',
  'task_update',
]

test('the alliance next door sees its own project and nothing of this one', async ({ world }) => {
  expect(await projectsSeenBy(world, '海洪社区书记', 'haihong-lianmeng')).toEqual(['timed-waste'])
  expect(await projectsReadableBy(world, '海洪社区书记', 'haihong-lianmeng')).toEqual(['timed-waste'])
  const neighbour = await world.as('海洪社区书记').at('haihong-lianmeng')
  expect(await refusal(neighbour.projects.one({ slug: 'straw-patrol' }))).toBe('projects.not_found')
  expect(await refusal(neighbour.projects.sheet({ slug: 'straw-patrol' }))).toBe('projects.not_found')
})

test('what is another alliance’s and what does not exist are refused alike', async ({ world }) => {
  const neighbour = await world.as('海洪社区书记').at('haihong-lianmeng')
  const { rows } = await world.beyond.query<{ id: string }>(`select id from project where slug = 'charging-points'`)
  const tasks = await world.beyond.query<{ id: string }>('select id from project_task where project_id = $1', [
    rows[0]!.id,
  ])
  for (const projectId of [rows[0]!.id, crypto.randomUUID()]) {
    expect(await refusal(neighbour.projects.join({ projectId }))).toBe('projects.not_found')
    expect(await refusal(neighbour.projects.start({ projectId, seen: 'proposed' }))).toBe('projects.not_found')
  }
  for (const taskId of [tasks.rows[0]!.id, crypto.randomUUID()]) {
    expect(await refusal(neighbour.projects.report({ taskId, seen: 0, status: 'done' }))).toBe(
      'projects.task_not_found',
    )
  }
})

test('control: with the policy opened, a statement that names no tenant shows the other alliance’s projects', async ({
  world,
}) => {
  await world.beyond.query('alter policy visible_in_current_tenant on project using (true)')
  expect((await projectsReadableBy(world, '海洪社区书记', 'haihong-lianmeng')).length).toBeGreaterThan(1)
})

test('a company reads along, and may neither propose, join, plan, report nor close', async ({ world }) => {
  const company = await world.as('龙馨园物业经理').at('bilin')
  const { project, tasks, aims } = await company.projects.one({ slug: 'charging-points' })
  const task = tasks[0]!
  const [projectId, taskId, day] = [project.id, task.id, '2026-12-01']
  const acts = [
    company.projects.propose({ title: '自办', aim: '试试', fromDay: day, untilDay: day }),
    company.projects.join({ projectId }),
    company.projects.pledge({ projectId, kind: 'other', words: '场地' }),
    company.projects.addTask({ projectId, communityId: task.communityId, title: '加一项', dueOn: day }),
    company.projects.report({ taskId, seen: task.number, status: 'done' }),
    company.projects.windUp({ projectId, seen: 'running' }),
    company.projects.close({
      projectId,
      seen: 'running',
      result: '好',
      aims: { [aims[0]!.id]: { reached: 1 } },
    }),
  ]
  expect(new Set(await Promise.all(acts.map(refusal)))).toEqual(new Set(['permissions.not_yours']))
  expect((await company.errands.list()).filter(({ kind }) => kind.startsWith('projects.'))).toEqual([])
})

test('the database itself lets no company put a row into a project', async ({ world }) => {
  expect(await proposeInSql(world)).toBe('42501')
})

test('control: without that promise the company’s row would go in', async ({ world }) => {
  await dropPromise(world.beyond, 'project', 'inserted_by_communities_or_the_alliance')
  expect(await proposeInSql(world)).toBe('inserted')
})

test('what a community puts in as money is not shown to a company', async ({ world }) => {
  expect(await pledgeKindsSeenBy(world, '国胜社区书记')).toContain('money')
  expect(await pledgeKindsSeenBy(world, '联盟协调员')).toContain('money')
  expect(await pledgeKindsSeenBy(world, '龙馨园物业经理')).toEqual(['other', 'people', 'places'])
})

test('control: without communities_only the money would show', async ({ world }) => {
  await dropPromise(world.beyond, 'pledge', 'money_seen_by_communities_and_the_alliance')
  expect(await pledgeKindsSeenBy(world, '龙馨园物业经理')).toContain('money')
})

test('no community changes or removes a row of another’s, even without saying which', async ({ world }) => {
  expect(await blindChanges(world)).toEqual([])
})

test('control: with one update policy opened, the blind change is noticed', async ({ world }) => {
  await world.beyond.query('alter policy updated_by_author_or_tenant on pledge using (true) with check (true)')
  expect(await blindChanges(world)).toEqual(['pledge'])
})

async function projectsSeenBy(world: World, title: string, tenant: string) {
  const { projects } = await (await world.as(title).at(tenant)).projects.list({})
  return projects.map(({ slug }) => slug)
}

async function projectsReadableBy(world: World, title: string, tenant: string) {
  const asker = { ...(await askerOf(world, title)), tenant }
  const rows = await byPolicyAlone(world.bilin.pool, asker, (db) => db.selectFrom('project').select('slug').execute())
  return rows.map(({ slug }) => slug)
}

async function pledgeKindsSeenBy(world: World, title: string) {
  const asker = await askerOf(world, title)
  const pledges = await byPolicyAlone(world.bilin.pool, asker, (db) => db.selectFrom('pledge').select('kind').execute())
  return [...new Set(pledges.map(({ kind }) => kind))].sort()
}

async function proposeInSql(world: World): Promise<string> {
  const row = { slug: 'own', title: '自办', aim: '试试', fromDay: '2026-12-01', untilDay: '2026-12-01' }
  const asker = await askerOf(world, '龙馨园物业经理')
  return byPolicyAlone(world.bilin.pool, asker, (db) => db.insertInto('project').values(row).execute()).then(
    () => 'inserted',
    (error: { code?: string }) => error.code ?? 'unknown',
  )
}

/** The tables in which the secretary of Erqiao changed a row that is not Erqiao's. */
async function blindChanges(world: World): Promise<string[]> {
  const asker = await askerOf(world, '二桥社区书记')
  const attempts = {
    project: sql`update project set title = '改'`,
    project_aim: sql`update project_aim set reached_words = '改'`,
    pledge: sql`update pledge set withdrawn_at = app.now()`,
    project_task: sql`update project_task set title = title || '改'`,
    project_decline: sql`delete from project_decline`,
  }
  const before = await others(world)
  for (const attempt of Object.values(attempts)) {
    await byPolicyAlone(world.bilin.pool, asker, (db) => attempt.execute(db))
  }
  const after = await others(world)
  return tables.filter((table) => before.get(table) !== after.get(table))
}

async function others(world: World): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  for (const table of tables) {
    const { rows } = await world.beyond.query<{ hash: string }>(
      `select md5(string_agg(t::text, '|' order by id)) as hash from ${table} t
        where author_tenant_id <> (select id from tenant where slug = 'erqiao')`,
    )
    hashes.set(table, rows[0]!.hash)
  }
  return hashes
}

async function askerOf(world: World, title: string): Promise<Actor> {
  return { session: await sessionOf(world.beyond, title), tenant: 'bilin' }
}

import { toErrorBody } from '@bilin/api/errors'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'

test('a community joins once; the lead has joined by proposing', async ({ world }) => {
  const { lead, projectId } = await underWay(world)
  const neighbour = await world.as('二桥社区书记').at('bilin')
  expect(await refusal(neighbour.projects.join({ projectId }))).toBe('projects.already_joined')
  expect(await refusal(lead.projects.join({ projectId }))).toBe('projects.already_joined')
  const { rows } = await world.beyond.query('select from participation where project_id = $1', [projectId])
  expect(rows).toHaveLength(2)
})

test('two presses of the join button at once make one participation', async ({ world }) => {
  const { projectId } = await underWay(world)
  const late = await world.as('国胜社区书记').at('bilin')
  const pressed = await Promise.allSettled([late.projects.join({ projectId }), late.projects.join({ projectId })])
  expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a community reports on its own tasks, the lead and the coordinator on any, others on none', async ({ world }) => {
  const { taskId, projectId } = await underWay(world)
  const onlooker = await world.as('国胜社区社工一').at('bilin')
  await (await world.as('国胜社区书记').at('bilin')).projects.join({ projectId })
  expect(await refusal(onlooker.projects.report({ taskId, seen: 0, status: 'done' }))).toBe('projects.not_your_task')
  await (
    await world.as('二桥社区社工一').at('bilin')
  ).projects.report({ taskId, seen: 0, status: 'doing', progress: 10 })
  await (
    await world.as('三桥社区社工一').at('bilin')
  ).projects.report({ taskId, seen: 1, status: 'doing', progress: 20 })
  await (await world.as('联盟协调员').at('bilin')).projects.report({ taskId, seen: 2, status: 'doing', progress: 30 })
})

test('of two people reporting at once the second is refused, and nothing is overwritten', async ({ world }) => {
  const { taskId } = await underWay(world)
  const staff = await world.as('二桥社区社工一').at('bilin')
  const other = await world.as('二桥社区社工二').at('bilin')
  await staff.projects.report({ taskId, seen: 0, status: 'doing', progress: 50 })
  expect(await refusal(other.projects.report({ taskId, seen: 0, status: 'todo' }))).toBe('projects.task_moved_on')
  const both = await Promise.allSettled(
    [staff, other].map(({ projects }) => projects.report({ taskId, seen: 1, status: 'done' })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('progress out of range is refused beside its field, by the form and by the table', async ({ world }) => {
  const { taskId } = await underWay(world)
  const staff = await world.as('二桥社区社工一').at('bilin')
  const thrown = await staff.projects
    .report({ taskId, seen: 0, status: 'doing', progress: '120' })
    .catch((e: unknown) => e)
  expect(toErrorBody(thrown, 'zh-CN').fields).toEqual({ progress: '进度请填 0 到 100 之间的数。' })
  const written = world.beyond.query(
    `insert into task_update (tenant_id, author_tenant_id, task_id, number, status, progress, seat_id)
     select tenant_id, author_tenant_id, id, 1, 'doing', 120, (select id from seat limit 1) from project_task where id = $1`,
    [taskId],
  )
  await expect(written).rejects.toMatchObject({ constraint: 'projects__progress_out_of_range' })
})

test('a stage is taken once: a press on an older page is refused', async ({ world }) => {
  const { lead, projectId } = await underWay(world)
  expect(await refusal(lead.projects.start({ projectId, seen: 'proposed' }))).toBe('projects.not_at_this_stage')
  expect(await refusal(lead.projects.windUp({ projectId, seen: 'proposed' }))).toBe('projects.moved_on')
  const pressed = await Promise.allSettled([1, 2].map(() => lead.projects.windUp({ projectId, seen: 'running' })))
  expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a project starts when two communities take part, and only its lead or the coordinator moves it', async ({
  world,
}) => {
  const lead = await world.as('三桥社区书记').at('bilin')
  const { id: projectId } = await lead.projects.propose(lighting)
  expect(await refusal(lead.projects.start({ projectId, seen: 'proposed' }))).toBe('projects.nobody_joined')
  const neighbour = await world.as('二桥社区书记').at('bilin')
  await neighbour.projects.join({ projectId })
  expect(await refusal(neighbour.projects.start({ projectId, seen: 'proposed' }))).toBe('projects.not_the_lead')
  await (await world.as('联盟协调员').at('bilin')).projects.start({ projectId, seen: 'proposed' })
})

test('a closed project is read-only for everybody, and a refused act leaves nothing behind', async ({ world }) => {
  const lead = await world.as('国胜社区书记').at('bilin')
  const { project, tasks, milestones, pledges } = await lead.projects.one({ slug: 'straw-patrol' })
  const [{ id: projectId }, task, milestone] = [project, tasks[0]!, milestones[0]!]
  const { communityId, id: taskId } = task
  const coordinator = await world.as('联盟协调员').at('bilin')
  const own = pledges.find((pledge) => pledge.communityId === project.leadId)!
  const before = await world.beyond.query('select count(*) from event')
  const acts = [
    coordinator.projects.report({ taskId, seen: task.number, status: 'doing' }),
    coordinator.projects.windUp({ projectId, seen: 'running' }),
    coordinator.projects.close({ projectId, seen: 'closed', result: '改写' }),
    lead.projects.change({ ...words, projectId, revision: project.revision }),
    lead.projects.addTask({ projectId, communityId, title: '再来一次', dueOn: '2026-12-01' }),
    lead.projects.addMilestone({ projectId, communityId, title: '再来一次', dueOn: '2026-12-01' }),
    lead.projects.changeTask({ taskId, revision: 1, title: '改名', dueOn: '2026-12-01' }),
    lead.projects.removeMilestone({ milestoneId: milestone.id }),
    lead.projects.pledge({ projectId, kind: 'other', words: '再加一辆车' }),
    lead.projects.withdrawPledge({ pledgeId: own.id }),
  ]
  expect(new Set(await Promise.all(acts.map(refusal)))).toEqual(new Set(['projects.already_closed']))
  expect((await world.beyond.query('select count(*) from event')).rows).toEqual(before.rows)
})

test('a project closes with an answer to every aim, or not at all', async ({ world }) => {
  const lead = await world.as('二桥社区书记').at('bilin')
  const { project, aims } = await lead.projects.one({ slug: 'waste-points' })
  const closing = { projectId: project.id, seen: 'closing', result: '十处投放点建成' } as const
  expect(await refusal(lead.projects.close({ ...closing, aims: { [aims[0]!.id]: { reached: 10 } } }))).toBe(
    'projects.aims_unanswered',
  )
  const again = await lead.projects.one({ slug: 'waste-points' })
  expect([again.project.stage, again.aims[0]!.reached]).toEqual(['closing', null])
})

test('a form typed over an older proposal or task is refused, and the newer words stay', async ({ world }) => {
  const { lead, projectId, taskId } = await underWay(world)
  await lead.projects.change({ ...words, projectId, revision: 1, title: '路灯夜查夜修' })
  expect(await refusal(lead.projects.change({ ...words, projectId, revision: 1 }))).toBe('projects.changed_meanwhile')
  expect((await lead.projects.one({ slug: 'lighting' })).project.title).toBe('路灯夜查夜修')
  const change = { taskId, revision: 1, title: '查清坏灯', dueOn: '2026-12-20' }
  await lead.projects.changeTask(change)
  expect(await refusal(lead.projects.changeTask(change))).toBe('projects.task_changed_meanwhile')
})

test('a proposal’s words are changed by whoever proposed it, so that its aims stay theirs to answer', async ({
  world,
}) => {
  const { projectId } = await underWay(world)
  const coordinator = await world.as('联盟协调员').at('bilin')
  const change = { ...words, projectId, revision: 1, aims: [{ words: '查完路灯' }] }
  expect(await refusal(coordinator.projects.change(change))).toBe('projects.not_your_proposal')
})

test('a plan is made by the lead for all, by a community for itself, and only for those who have joined', async ({
  world,
}) => {
  const { lead, projectId, ids, taskId } = await underWay(world)
  const neighbour = await world.as('二桥社区书记').at('bilin')
  const work = { projectId, title: '买灯泡', dueOn: '2026-12-10' }
  await neighbour.projects.addTask({ ...work, communityId: ids.erqiao })
  expect(await refusal(neighbour.projects.addTask({ ...work, communityId: ids.erqiao }))).toBe('projects.task_twice')
  expect(await refusal(neighbour.projects.addTask({ ...work, communityId: ids.sanqiao }))).toBe(
    'projects.not_for_others',
  )
  expect(await refusal(lead.projects.addTask({ ...work, communityId: ids.guosheng }))).toBe(
    'projects.community_not_joined',
  )
  expect(await refusal(neighbour.projects.removeTask({ taskId }))).toBe('projects.planned_by_others')
  await neighbour.projects.report({ taskId, seen: 0, status: 'doing' })
  expect(await refusal(lead.projects.removeTask({ taskId }))).toBe('projects.task_has_updates')
})

test('an address is taken once, and a taken one made from a title gets a number', async ({ world }) => {
  const { lead } = await underWay(world)
  expect(await refusal(lead.projects.propose(lighting))).toBe('projects.slug_taken')
  expect((await lead.projects.propose(words)).slug).toBe('路灯夜查')
  expect((await lead.projects.propose(words)).slug).toBe('路灯夜查-2')
})

test('unknown keys, reversed days and a very long text are refused, each with a sentence', async ({ world }) => {
  const lead = await world.as('三桥社区书记').at('bilin')
  const sentences = async (typed: object) => {
    const thrown = await lead.projects.propose({ ...lighting, ...typed }).catch((error: unknown) => error)
    return Object.values(toErrorBody(thrown, 'zh-CN').fields)
  }
  expect(await sentences({ stage: 'closed' })).toEqual(['页面已更新，请刷新后重新填写。'])
  expect(await sentences({ untilDay: '2026-01-01' })).toEqual(['结束日期早于开始日期，请改一下。'])
  expect(await sentences({ why: '长'.repeat(700_000) })).toEqual(['内容太长了，最多 2000 个字，请删减后再保存。'])
  expect(await sentences({ title: '  ' })).toEqual(['请填写这一项。'])
})

test('a task or a milestone outside of the project is refused, with the days it may be due', async ({ world }) => {
  const { lead, projectId, taskId, ids } = await underWay(world)
  const late = { projectId, communityId: ids.erqiao, title: '验收', dueOn: '2027-03-01' }
  const sentences = async (call: Promise<unknown>) => {
    const thrown = await call.catch((error: unknown) => error)
    return toErrorBody(thrown, 'zh-CN').fields
  }
  const outside = { dueOn: '日期要在项目期间，2026-12-01 至 2027-02-28。要改期限，请先修改项目。' }
  expect(await sentences(lead.projects.addTask(late))).toEqual(outside)
  expect(await sentences(lead.projects.addMilestone(late))).toEqual(outside)
  const change = { taskId, revision: 1, title: '查坏灯' }
  expect(await sentences(lead.projects.changeTask({ ...change, dueOn: '2026-11-30' }))).toEqual(outside)
  expect(await sentences(lead.projects.addTask({ ...late, dueOn: '0026-12-04' }))).toEqual({
    dueOn: '日期要在 2000 年到 2100 年之间，请核对年份。',
  })
  await lead.projects.changeTask({ ...change, dueOn: '2027-02-28' })
})

const words = { title: '路灯夜查', aim: '夜里路灯都亮', fromDay: '2026-12-01', untilDay: '2027-02-28' }
const lighting = { ...words, slug: 'lighting' }

/** A project of Sanqiao's that Erqiao has joined, with one task of Erqiao's, started. */
async function underWay(world: World) {
  const lead = await world.as('三桥社区书记').at('bilin')
  const { id: projectId } = await lead.projects.propose(lighting)
  await (await world.as('二桥社区书记').at('bilin')).projects.join({ projectId })
  const { rows } = await world.beyond.query<{ slug: string; id: string }>('select slug, id from tenant')
  const ids = Object.fromEntries(rows.map(({ slug, id }) => [slug, id])) as Record<
    'sanqiao' | 'erqiao' | 'guosheng',
    string
  >
  const task = { projectId, communityId: ids.erqiao, title: '查坏灯', dueOn: '2026-12-15' }
  const { id: taskId } = await lead.projects.addTask(task)
  await lead.projects.start({ projectId, seen: 'proposed' })
  return { lead, projectId, taskId, ids }
}
